package dev.atelier.posters;

import dev.atelier.http.Problem;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an order says beyond template, rows and picture.
 *
 * @param logo what is put in the upper right corner: an http, https or {@code data:} URL
 * @param profilePicture whether the person's picture is put in the lower left corner
 * @param skipOverlays whether the order said that nothing is put on
 * @param model kept for clients that read it again; nothing depends on it
 * @param metadata kept for clients that read it again
 */
record RunOptions(
    @Nullable String logo,
    boolean profilePicture,
    boolean skipOverlays,
    @Nullable String model,
    Map<String, Object> metadata) {

  static final RunOptions NONE = new RunOptions(null, false, true, null, Map.of());

  private static final Pattern ADDRESS =
      Pattern.compile("(?:https?://|data:image/).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Base64 of a picture of 10 MB. */
  private static final int MAX_LOGO = 14 * 1024 * 1024;

  RunOptions {
    // Not a copy of the kind that refuses null, which JSON has.
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  boolean hasOverlays() {
    return logo != null || profilePicture;
  }

  /**
   * A logo as an order names it.
   *
   * @param field what the order calls it
   * @throws Problem 422 for what is no address of a picture, 413 for one that is too large
   */
  static @Nullable String logo(@Nullable String given, String field) {
    if (given == null || given.isBlank()) {
      return null;
    }
    if (given.length() > MAX_LOGO) {
      throw Problem.tooLarge("logo_too_large", field + " is larger than 10 MB");
    }
    if (!ADDRESS.matcher(given.strip()).matches() || !BulkRow.storable(given)) {
      throw Problem.invalid(
          "invalid_logo",
          field + " must be an http, https or data:image URL",
          new Problem.FieldError(field, "must be an http, https or data:image URL"));
    }
    return given.strip();
  }
}
