package dev.atelier.providers;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps bytes under keys.
 *
 * <p>Thread-safe; calls block. A key is one or more segments of {@code [A-Za-z0-9._-]} joined by
 * {@code /}; no segment starts with a dot; at most 500 characters.
 */
public interface ObjectStore {

  /** The form of keys, but for their length. */
  Pattern KEY = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

  int MAX_KEY = 500;

  /** The longest life of a {@link #link}. */
  Duration MAX_LINK = Duration.ofMinutes(15);

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

  /**
   * Asks whether the store can be used now.
   *
   * @throws ProviderException as a put would
   */
  default void check() {}

  /** Name of the bucket that holds the objects; empty where none does. */
  default String bucket() {
    return "";
  }

  /** Short word for where the objects are. */
  default String backend() {
    return bucket().isEmpty() ? "local" : "s3";
  }

  /** Where anybody may read the object for good; nothing where objects are private. */
  default Optional<URI> publicUrl(String key) {
    return Optional.empty();
  }

  /**
   * Where whoever has the link may read the object for a while; nothing where the store has no such
   * links. Asks nobody: the object need not be there.
   *
   * @param life at most {@link #MAX_LINK}
   * @param headers what the answer is to say of the object
   */
  default Optional<URI> link(String key, Duration life, Headers headers) {
    return Optional.empty();
  }

  /** What is known of a stored object. */
  record Stat(long length) {}

  /** Values of the response headers {@code Content-Type} and {@code Content-Disposition}. */
  record Headers(String contentType, String disposition) {}

  /**
   * Returns a key that has the right form.
   *
   * @throws IllegalArgumentException for one of another form
   */
  static String checkedKey(String key) {
    if (key.length() > MAX_KEY || !KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("Not an object key: " + key);
    }
    return key;
  }
}
