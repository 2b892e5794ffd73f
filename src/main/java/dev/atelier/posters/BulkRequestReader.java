package dev.atelier.posters;

import dev.atelier.home.AtelierHome;
import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a bulk request in one pass. Its fields come in any order and its rows may be 100,000, so
 * the rows go to a temporary file, a line each, until the rest of the request is known.
 */
@Component
class BulkRequestReader {

  private static final int MAX_ROWS = 100_000;
  private static final int MAX_CELL = 64 * 1024;
  private static final TypeReference<LinkedHashMap<String, String>> ROW = new TypeReference<>() {};

  private final JsonMapper json;
  private final ObjectReader values;
  private final AtelierHome home;

  BulkRequestReader(JsonMapper json, AtelierHome home) {
    this.json = json;
    // A value in the middle of the request is followed by more of it.
    this.values = json.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    this.home = home;
  }

  /** What a request says; its rows are there until it is closed. */
  record BulkRequest(
      String bulkMethod,
      String posterName,
      String size,
      @Nullable Integer customWidth,
      @Nullable Integer customHeight,
      @Nullable String csvTemplate,
      List<String> csvColumns,
      int rowCount,
      Path spool,
      JsonMapper json)
      implements AutoCloseable {

    /** The rows in order, by column name. */
    Stream<Map<String, String>> rows() throws IOException {
      BufferedReader reader = Files.newBufferedReader(spool);
      return reader
          .lines()
          .<Map<String, String>>map(line -> json.readValue(line, ROW))
          .onClose(() -> close(reader));
    }

    private static void close(BufferedReader reader) {
      try {
        reader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(spool);
    }
  }

  /**
   * Reads a request.
   *
   * @throws Problem 400 for JSON that cannot be read, 422 for fields that are missing or of the
   *     wrong kind, 413 for too many rows
   */
  BulkRequest read(InputStream body) throws IOException {
    Path spool = Files.createTempFile(home.directory("tmp"), "rows", ".jsonl");
    try {
      return read(body, spool);
    } catch (StreamReadException e) {
      Files.deleteIfExists(spool);
      throw Problem.malformed("malformed_json", "The body is not readable as JSON");
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(spool);
      throw e;
    }
  }

  private BulkRequest read(InputStream body, Path spool) throws IOException {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    int rows = 0;
    try (JsonParser parser = json.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Problem.malformed("malformed_json", "The body must be a JSON object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("csvData") && value == JsonToken.START_ARRAY) {
          rows = spoolRows(parser, spool);
        } else {
          fields.put(name, values.readTree(parser));
        }
      }
      if (parser.nextToken() != null) {
        throw Problem.malformed("malformed_json", "There is text after the JSON object");
      }
    }
    return new BulkRequest(
        text(fields, "bulkMethod"),
        text(fields, "posterName"),
        text(fields, "size"),
        number(fields, "customWidth"),
        number(fields, "customHeight"),
        optionalText(fields, "csvTemplate"),
        texts(fields, "csvColumns"),
        rows,
        spool,
        json);
  }

  private int spoolRows(JsonParser parser, Path spool) throws IOException {
    int rows = 0;
    try (Writer writer = Files.newBufferedWriter(spool, StandardCharsets.UTF_8)) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (++rows > MAX_ROWS) {
          throw Problem.tooLarge(
              "too_many_rows", "csvData has more than %,d rows".formatted(MAX_ROWS));
        }
        writer.write(json.writeValueAsString(row(values.readTree(parser), rows)));
        writer.write('\n');
      }
    }
    return rows;
  }

  private static Map<String, String> row(JsonNode node, int number) {
    if (!node.isObject()) {
      throw wrong("csvData[" + (number - 1) + "]", "must be an object");
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      JsonNode value = property.getValue();
      String text = value.isNull() ? "" : value.isValueNode() ? value.asString() : value.toString();
      if (text.length() > MAX_CELL || !storable(text) || !storable(property.getKey())) {
        throw wrong(
            "csvData[%d].%s".formatted(number - 1, property.getKey()),
            "must be at most 64 KB of text without NUL or broken characters");
      }
      values.put(property.getKey(), text);
    }
    return values;
  }

  /** PostgreSQL keeps neither NUL nor half a surrogate pair. */
  private static boolean storable(String text) {
    return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static String text(Map<String, JsonNode> fields, String name) {
    String text = optionalText(fields, name);
    if (text == null || text.isBlank()) {
      throw wrong(name, "is required");
    }
    return text;
  }

  private static @Nullable String optionalText(Map<String, JsonNode> fields, String name) {
    JsonNode node = fields.get(name);
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isString() || !storable(node.asString())) {
      throw wrong(name, "must be a text");
    }
    return node.asString();
  }

  private static @Nullable Integer number(Map<String, JsonNode> fields, String name) {
    JsonNode node = fields.get(name);
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw wrong(name, "must be a whole number");
    }
    return node.asInt();
  }

  private static List<String> texts(Map<String, JsonNode> fields, String name) {
    JsonNode node = fields.get(name);
    if (node == null || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw wrong(name, "must be a list of texts");
    }
    return node.values().stream()
        .map(element -> {
          if (!element.isString() || !storable(element.asString())) {
            throw wrong(name, "must be a list of texts");
          }
          return element.asString();
        })
        .toList();
  }

  private static Problem wrong(String field, String message) {
    return Problem.invalid(
        "invalid_request", field + " " + message, new FieldError(field, message));
  }
}
