/**
 * Owns what every endpoint shares: the one error body, request ids, size limits, idempotency keys.
 *
 * <p>Publishes {@link dev.atelier.http.Problem}, {@link dev.atelier.http.MaxBody}, {@link
 * dev.atelier.http.RequestKey}, {@link dev.atelier.http.HealthDetail}, {@link
 * dev.atelier.http.Routes}, {@link dev.atelier.http.BodyRequest} and {@link
 * dev.atelier.http.ResponseHeaders}.
 */
@ApplicationModule(allowedDependencies = {"database", "providers"})
@NullMarked
package dev.atelier.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
