package dev.atelier.posters.library;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Nested data by dotted name: {@code {"speaker": {"name": "Ada"}}} gives {@code speaker.name}, and
 * {@code speaker_name} too, as older templates write it.
 */
public final class NestedValues {

  private static final int MAX_VALUES = 2_000;

  private static final int MAX_DIGITS = 40;

  private NestedValues() {}

  /**
   * The values of an object.
   *
   * @throws Problem 422 where there are too many
   */
  public static Map<String, String> of(JsonNode data) {
    Map<String, String> values = new LinkedHashMap<>();
    add("", data, values);
    Map<String, String> underlined = new LinkedHashMap<>();
    values.forEach((name, value) -> underlined.put(name.replace('.', '_'), value));
    underlined.forEach(values::putIfAbsent);
    return values;
  }

  private static void add(String name, JsonNode node, Map<String, String> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(field -> add(within(name, field.getKey()), field.getValue(), values));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        add(within(name, String.valueOf(i)), node.path(i), values);
      }
    } else if (!name.isEmpty()) {
      values.put(name, text(node));
    }
    if (values.size() > MAX_VALUES) {
      throw Problem.invalid(
          "too_many_values",
          "The data may hold at most %,d values".formatted(MAX_VALUES),
          new FieldError("data", "holds more than %,d values".formatted(MAX_VALUES)));
    }
  }

  private static String within(String name, String field) {
    return name.isEmpty() ? field : name + "." + field;
  }

  /** A number as people write it. */
  private static String text(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    if (value.isNumber()) {
      BigDecimal number = value.decimalValue();
      boolean plain = Math.abs((long) number.scale()) + number.precision() <= MAX_DIGITS;
      return plain ? number.toPlainString() : number.toString();
    }
    return value.asString();
  }
}
