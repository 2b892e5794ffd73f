/** Files of the archive: safe names, checked copies, and what is known of each. */
@NullMarked
package dev.atelier.archive.files;

import org.jspecify.annotations.NullMarked;
