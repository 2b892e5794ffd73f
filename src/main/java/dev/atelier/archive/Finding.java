package dev.atelier.archive;

import org.jspecify.annotations.Nullable;

/**
 * Something about the source that its owner should know.
 *
 * @param kind one of the constants
 * @param subject what it is about: the path of a document or an object, or a checksum
 * @param folder of the user that it is about; null where it is about nobody
 * @param bytes what it is about in bytes; null where that says nothing
 */
record Finding(
    String kind, String subject, @Nullable String folder, String detail, @Nullable Long bytes) {

  /** A user lists an id that no document has. */
  static final String DANGLING_ID = "dangling_id";

  /** A document names no object. */
  static final String NO_STORAGE_PATH = "no_storage_path";

  /** A document names an object that is not there. */
  static final String MISSING_OBJECT = "missing_object";

  /** An object that no document of a user names. */
  static final String NO_METADATA = "object_without_metadata";

  /** Several files with the same bytes; the bytes are what keeping one of them would save. */
  static final String DUPLICATE = "duplicate";

  /** Anybody who knows the object's token may read it. The token itself is never kept. */
  static final String PUBLIC_TOKEN = "public_token";

  /** A user without an e-mail address that can be one. */
  static final String INVALID_EMAIL = "invalid_email";
}
