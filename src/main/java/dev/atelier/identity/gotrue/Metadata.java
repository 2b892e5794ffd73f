package dev.atelier.identity.gotrue;

import dev.atelier.http.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What clients keep with a user: any JSON object that a database can hold. */
final class Metadata {

  private static final int LONGEST = 16 * 1024;

  private Metadata() {}

  /**
   * The text of an object; null where there is none.
   *
   * @throws Problem 422 when it cannot be kept
   */
  static @Nullable String of(@Nullable JsonNode data) {
    if (data == null || data.isNull()) {
      return null;
    }
    if (!data.isObject() || !isStorable(data)) {
      throw refused("must be an object of plain texts, numbers, lists and objects");
    }
    String text = data.toString();
    if (text.length() > LONGEST || !isWhole(text)) {
      throw refused("must be at most " + LONGEST + " characters, with no half of one");
    }
    return text;
  }

  static void refuseTooLong(String known, @Nullable String more) {
    if (more != null && known.length() + more.length() > 2 * LONGEST) {
      throw refused("is more than is kept with a user");
    }
  }

  // Members by name too: a NUL in one is as bad as in its value.
  private static boolean isStorable(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT ->
          node.properties().stream()
              .allMatch(it -> it.getKey().indexOf('\0') < 0 && isStorable(it.getValue()));
      case ARRAY -> node.valueStream().allMatch(Metadata::isStorable);
      case STRING -> node.asString().indexOf('\0') < 0;
      case NUMBER -> Double.isFinite(node.doubleValue());
      default -> true;
    };
  }

  private static boolean isWhole(String text) {
    return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
  }

  private static Problem refused(String why) {
    return Problem.invalid("validation_failed", "data " + why, new Problem.FieldError("data", why));
  }
}
