/**
 * Owns what every endpoint shares: the one error body, request ids, size limits, idempotency keys.
 *
 * <p>Publishes {@link dev.atelier.http.Problem}.
 */
@ApplicationModule(allowedDependencies = {"database"})
@NullMarked
package dev.atelier.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
