/**
 * Owns the connection to PostgreSQL: the embedded server or the one that {@code DATABASE_URL}
 * names, and the signals that nodes send each other through it.
 *
 * <p>Publishes {@link dev.atelier.database.Signals} and {@link dev.atelier.database.ImportSource}.
 */
@ApplicationModule(allowedDependencies = {"home"})
@NullMarked
package dev.atelier.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
