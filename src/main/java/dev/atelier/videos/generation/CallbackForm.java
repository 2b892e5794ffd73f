package dev.atelier.videos.generation;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.providers.Excerpt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker outside tells of a video.
 *
 * @param status {@code completed} or {@code failed}
 */
record CallbackForm(
    @Nullable String status,
    @Nullable String videoUrl,
    @Nullable String thumbnailUrl,
    @Nullable String failureReason,
    @Nullable Integer durationSeconds) {

  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_URL = 2_000;

  boolean completed() {
    return "completed".equals(status);
  }

  String reason() {
    String given = Excerpt.of(failureReason, LONGEST_REASON);
    return given.isEmpty() ? "The worker says that it could not make the video" : given;
  }

  /**
   * Refuses what makes no sense.
   *
   * @throws Problem 422
   */
  void verify() {
    List<FieldError> errors = new ArrayList<>();
    if (!completed() && !"failed".equals(status)) {
      errors.add(new FieldError("status", "must be completed or failed", null));
    }
    if (completed() && videoUrl == null) {
      errors.add(new FieldError("videoUrl", "must be given for a completed video", null));
    }
    requireUrl("videoUrl", videoUrl, errors);
    requireUrl("thumbnailUrl", thumbnailUrl, errors);
    if (durationSeconds != null && durationSeconds < 0) {
      errors.add(new FieldError("durationSeconds", "must not be negative", null));
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid("validation_failed", "The callback is not valid", errors);
    }
  }

  private static void requireUrl(String field, @Nullable String url, List<FieldError> errors) {
    if (url != null
        && (url.length() > LONGEST_URL || !url.matches("(?i)https?://[^\\s\\p{Cntrl}]+"))) {
      errors.add(new FieldError(field, "must be an http or https address", null));
    }
  }
}
