/**
 * Owns media: bytes with their type, size, checksum and owner, and the way they are served.
 *
 * <p>Publishes {@link dev.atelier.storage.Media} and, for features whose media anybody may see,
 * {@link dev.atelier.storage.MediaGate}.
 */
@ApplicationModule(allowedDependencies = {"home", "http", "identity", "providers"})
@NullMarked
package dev.atelier.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
