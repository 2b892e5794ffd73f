package dev.atelier.videos.generation;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is asked for with a prompt. Members that clients send besides are not looked at. */
record CreationForm(
    String prompt,
    @Nullable String aspectRatio,
    @Nullable String videoModelKey,
    @Nullable Integer seed,
    @Nullable String sceneId,
    @Nullable UUID sourceVideoId) {

  private static final int LONGEST_PROMPT = 2_000;
  private static final Pattern RATIO =
      Pattern.compile("VIDEO_ASPECT_RATIO_(PORTRAIT|LANDSCAPE|SQUARE)|9:16|16:9|1:1");
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}");
  private static final Pattern SCENE = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final Pattern SURROGATE = Pattern.compile("\\p{Cs}");

  /**
   * Reads a body.
   *
   * @throws Problem 422 that names every field that is wrong
   */
  static CreationForm read(JsonNode body) {
    Reader reader = new Reader(body);
    CreationForm form =
        new CreationForm(
            reader.prompt(),
            reader.text("aspectRatio", RATIO, "must be a known aspect ratio"),
            reader.text("videoModelKey", MODEL, "must be the name of a model"),
            reader.seed(),
            reader.text("sceneId", SCENE, "must be 1 to 128 letters, digits, - and _"),
            reader.source());
    reader.finish();
    return form;
  }

  private static final class Reader {

    private final JsonNode body;
    private final List<FieldError> errors = new ArrayList<>();

    Reader(JsonNode body) {
      this.body = body;
      if (!body.isObject()) {
        throw Problem.invalid(
            "validation_failed",
            "The body must be a JSON object",
            new FieldError("prompt", "must be given", null));
      }
    }

    private void wrong(String field, String message) {
      errors.add(new FieldError(field, message, null));
    }

    String prompt() {
      JsonNode node = body.path("prompt");
      String prompt = node.isString() ? node.stringValue() : "";
      int length = prompt.codePointCount(0, prompt.length());
      if (!node.isString() || prompt.isBlank()) {
        wrong("prompt", "must be a text that is not blank");
      } else if (length > LONGEST_PROMPT) {
        wrong("prompt", "must have at most " + LONGEST_PROMPT + " characters");
      } else if (prompt.indexOf('\0') >= 0 || SURROGATE.matcher(prompt).find()) {
        wrong("prompt", "must not have NUL or half characters");
      }
      return prompt;
    }

    @Nullable String text(String field, Pattern form, String message) {
      JsonNode node = body.path(field);
      if (node.isMissingNode() || node.isNull()) {
        return null;
      }
      if (!node.isString() || !form.matcher(node.stringValue()).matches()) {
        wrong(field, message);
        return null;
      }
      return node.stringValue();
    }

    @Nullable Integer seed() {
      JsonNode node = body.path("seed");
      if (node.isMissingNode() || node.isNull()) {
        return null;
      }
      BigDecimal value = node.isIntegralNumber() ? node.decimalValue() : BigDecimal.valueOf(-1);
      if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
        wrong("seed", "must be a whole number from 0 to " + Integer.MAX_VALUE);
        return null;
      }
      return value.intValue();
    }

    @Nullable UUID source() {
      JsonNode node = body.path("sourceVideoId");
      if (node.isMissingNode() || node.isNull()) {
        return null;
      }
      try {
        if (node.isString() && node.stringValue().length() == 36) {
          return UUID.fromString(node.stringValue());
        }
      } catch (IllegalArgumentException _) {
        // Told below.
      }
      wrong("sourceVideoId", "must be a UUID");
      return null;
    }

    void finish() {
      if (!errors.isEmpty()) {
        throw Problem.invalid("validation_failed", "The request is not valid", errors);
      }
    }
  }
}
