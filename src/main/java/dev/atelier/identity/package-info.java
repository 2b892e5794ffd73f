/**
 * Owns who is calling and what a caller may reach.
 *
 * <p>Publishes {@link dev.atelier.identity.Caller} and {@link dev.atelier.identity.UserId}.
 */
@ApplicationModule(allowedDependencies = {"http", "home"})
@NullMarked
package dev.atelier.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
