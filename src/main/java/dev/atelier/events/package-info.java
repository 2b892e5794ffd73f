/**
 * Owns what a browser may see live: an ordered log of events per topic, kept in a table, and its
 * streams.
 *
 * <p>Publishes {@link dev.atelier.events.EventLog} and {@link dev.atelier.events.EventStreams}.
 */
@ApplicationModule(allowedDependencies = {"database", "http", "identity"})
@NullMarked
package dev.atelier.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
