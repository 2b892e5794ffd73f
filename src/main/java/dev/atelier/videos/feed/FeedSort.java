package dev.atelier.videos.feed;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The orders of the feed. */
enum FeedSort {
  /** By {@link dev.atelier.videos.RankingFormula}. */
  HOT,
  /** Newest first. */
  NEW,
  /** Most likes less dislikes first. */
  TOP;

  /** The order that a client names; hot when it names none. */
  static FeedSort of(@Nullable String name) {
    return name == null ? HOT : named(FeedSort.class, "sort", name);
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> E named(Class<E> type, String field, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(type, field));
  }

  private static Problem unknown(Class<? extends Enum<?>> type, String field) {
    String known =
        Arrays.stream(type.getEnumConstants())
            .map(it -> it.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    String message = "must be one of " + known;
    return Problem.invalid(
        "validation_failed", field + " " + message, new FieldError(field, message));
  }
}
