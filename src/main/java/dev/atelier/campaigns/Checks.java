package dev.atelier.campaigns;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request's fields, named as the request names them. */
final class Checks {

  /** So many errors tell enough. */
  private static final int MAX_ERRORS = 100;

  private final List<FieldError> errors = new ArrayList<>();

  /** A text that must be there and not blank, as it is. */
  String required(String field, @Nullable String value, int max) {
    if (value == null) {
      add(field, "is required");
    } else if (value.isBlank()) {
      add(field, "must not be blank");
    }
    return String.valueOf(optional(field, value, max));
  }

  /** A text of at most that many characters, as it is. */
  @Nullable String optional(String field, @Nullable String value, int max) {
    String reason = value == null ? null : reason(value, max);
    if (reason != null) {
      add(field, reason);
    }
    return value;
  }

  /** Why a text cannot be kept; null where it can. */
  static @Nullable String reason(String value, int max) {
    if (value.codePointCount(0, value.length()) > max) {
      return "must have at most %,d characters".formatted(max);
    }
    boolean storable =
        value
            .codePoints()
            .noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    return storable ? null : "has a character that is no text";
  }

  void add(String field, String message) {
    errors.add(new FieldError(field, message));
  }

  List<FieldError> errors() {
    return List.copyOf(errors);
  }

  /** Throws 422 that names every field that is wrong. */
  void verify() {
    if (errors.isEmpty()) {
      return;
    }
    List<FieldError> told = errors.stream().limit(MAX_ERRORS).toList();
    String detail =
        told.stream()
            .limit(5)
            .map(error -> error.field() + " " + error.message())
            .collect(Collectors.joining("; "));
    throw Problem.invalid("validation_failed", detail, told);
  }
}
