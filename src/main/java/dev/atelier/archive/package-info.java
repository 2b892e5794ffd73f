/**
 * Owns the archive: every user's media, copied to a folder, verified, resumable and never mixed up.
 *
 * <p>A run is three batches, one after the other: a listing of users and objects, an item for each
 * user, and an item that writes the evidence down.
 */
@ApplicationModule(
    allowedDependencies = {"database", "events", "home", "http", "identity", "jobs", "providers"})
@NullMarked
package dev.atelier.archive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
