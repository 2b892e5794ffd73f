/**
 * Signatures of the requests that change something in the video studio, and the page's way round.
 */
@NullMarked
package dev.atelier.identity.signature;

import org.jspecify.annotations.NullMarked;
