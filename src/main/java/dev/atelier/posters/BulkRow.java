package dev.atelier.posters;

import dev.atelier.http.Problem;
import dev.atelier.table.RowLimits;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A row of a bulk request: texts by column, within the limits that a row of a file has too. */
final class BulkRow {

  private static final int MAX_DIGITS = 100;

  private BulkRow() {}

  /**
   * Reads a row.
   *
   * @param number of the row, from 1
   * @throws Problem 422 that names the row and the cell
   */
  static Map<String, String> of(JsonNode node, int number) {
    if (!node.isObject()) {
      throw BulkFields.wrong("csvData[" + (number - 1) + "]", "must be an object");
    }
    Map<String, String> values = new LinkedHashMap<>();
    int length = 0;
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      JsonNode value = property.getValue();
      String text = text(value);
      length += text.length();
      if (text.length() > RowLimits.MAX_CELL || !storable(text) || !storable(property.getKey())) {
        throw BulkFields.wrong(
            "csvData[%d].%s".formatted(number - 1, property.getKey()),
            "must be at most 64 KB of text without NUL or broken characters");
      }
      values.put(property.getKey(), text);
    }
    if (length > RowLimits.MAX_ROW || values.size() > RowLimits.MAX_COLUMNS) {
      throw BulkFields.wrong(
          "csvData[" + (number - 1) + "]", "must have at most 1,000 columns and 1 MB");
    }
    return values;
  }

  /** A number as people write it: an id of 12345678.0 must not become 1.2345678E7. */
  private static String text(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    if (value.isNumber()) {
      BigDecimal number = value.decimalValue();
      boolean plain = Math.abs(number.scale()) + number.precision() <= MAX_DIGITS;
      return plain ? number.toPlainString() : number.toString();
    }
    return value.isValueNode() ? value.asString() : value.toString();
  }

  /** PostgreSQL keeps neither NUL nor half a surrogate pair. */
  static boolean storable(String text) {
    return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
