/** What proves that the archive is whole: manifests, comparisons, and a person's package. */
@NullMarked
package dev.atelier.archive.evidence;

import org.jspecify.annotations.NullMarked;
