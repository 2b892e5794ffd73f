/** Keeps objects on the node's own disk. */
@NullMarked
package dev.atelier.providers.disk;

import org.jspecify.annotations.NullMarked;
