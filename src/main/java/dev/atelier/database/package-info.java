/**
 * Owns the connection to PostgreSQL: the embedded server or the one that {@code DATABASE_URL}
 * names, and the signals that nodes send each other through it.
 *
 * <p>Publishes {@link dev.atelier.database.Signals}, {@link dev.atelier.database.ImportSource} and
 * {@link dev.atelier.database.ProgramLimits}.
 */
@ApplicationModule(allowedDependencies = {"home"})
@NullMarked
package dev.atelier.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
