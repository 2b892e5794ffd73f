/**
 * Owns durable work: batches of items that end exactly once, on any node. Knows no feature.
 *
 * <p>Publishes {@link dev.atelier.jobs.Jobs} to start and steer batches and {@link
 * dev.atelier.jobs.JobHandler} for the work itself.
 */
@ApplicationModule(allowedDependencies = {"database", "home", "http", "identity", "providers"})
@NullMarked
package dev.atelier.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
