/**
 * Owns the folder that holds everything a node keeps on its own disk, and the node's identity.
 *
 * <p>Publishes {@link dev.atelier.home.AtelierHome} and {@link
 * dev.atelier.home.CannotStartException}.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.atelier.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
