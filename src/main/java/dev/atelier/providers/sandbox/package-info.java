/** Stands in for vendors: works without accounts and network, and can fail when told to. */
@NullMarked
package dev.atelier.providers.sandbox;

import org.jspecify.annotations.NullMarked;
