package dev.atelier.providers;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Optional;

/**
 * Keeps bytes under keys.
 *
 * <p>Thread-safe; calls block. A key is one or more segments of {@code [A-Za-z0-9._-]} joined by
 * {@code /}; no segment starts with a dot; at most 500 characters.
 */
public interface ObjectStore {

  /**
   * Stores the bytes, replacing what the key held, at once or not at all: no reader ever sees a
   * part.
   *
   * @param length how many bytes the stream has
   * @param sha256 the lower-case hex digest that the stored bytes must have
   * @throws ProviderException unavailable with code {@code checksum_mismatch} when length or digest
   *     differ, {@code storage_full} when there is no room
   * @throws IllegalArgumentException for a key of another form
   */
  void put(String key, InputStream bytes, long length, String contentType, String sha256);

  /**
   * Stores bytes in memory as {@link #put(String, InputStream, long, String, String)} does.
   *
   * @param sha256 the digest that the caller has just taken of this very array; a store may trust
   *     it
   */
  default void put(String key, byte[] bytes, String contentType, String sha256) {
    put(key, new ByteArrayInputStream(bytes), bytes.length, contentType, sha256);
  }

  /** What is known of the object, or nothing when there is none. */
  Optional<Stat> stat(String key);

  /**
   * Opens part of an object.
   *
   * @param offset first byte, from 0
   * @param length at most this many bytes
   */
  Optional<InputStream> open(String key, long offset, long length);

  /** Removes the object if it is there. */
  void delete(String key);

  /** What is known of a stored object. */
  record Stat(long length) {}
}
