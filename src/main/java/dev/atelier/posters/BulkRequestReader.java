package dev.atelier.posters;

import dev.atelier.home.AtelierHome;
import dev.atelier.http.Problem;
import dev.atelier.posters.table.CsvFile;
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
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
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

  private static final Set<String> FIELDS =
      Set.of(
          "bulkMethod",
          "posterName",
          "size",
          "customWidth",
          "customHeight",
          "csvTemplate",
          "csvColumns",
          "csvData",
          "htmlTemplate",
          "userIdentifiers",
          "skipOverlays",
          "topmateLogo",
          "model",
          "campaignName",
          "posterSize",
          "metadata");
  private static final TypeReference<LinkedHashMap<String, String>> ROW = new TypeReference<>() {};

  private final JsonMapper json;
  private final ObjectReader values;
  private final Path folder;

  BulkRequestReader(JsonMapper json, AtelierHome home) throws IOException {
    this.json = json;
    // A value in the middle of the request is followed by more of it.
    this.values = json.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    this.folder = home.directory("bulk");
    // Nobody else works in this home: what is there was left by a process that died.
    try (Stream<Path> left = Files.list(folder)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
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
      BulkFields given,
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
    Path spool = Files.createTempFile(folder, "rows", ".jsonl");
    try {
      return read(body, spool);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(spool);
      throw e;
    }
  }

  private BulkRequest read(InputStream body, Path spool) throws IOException {
    AtomicInteger rows = new AtomicInteger();
    BulkFields given = fields(body, parser -> rows.set(spoolRows(parser, spool)));
    if (given.has("csvData")) {
      throw BulkFields.wrong("csvData", "must be a list of objects");
    }
    return new BulkRequest(
        given.text("bulkMethod"),
        given.name("posterName"),
        given.text("size"),
        given.number("customWidth"),
        given.number("customHeight"),
        given.optionalText("csvTemplate"),
        given.texts("csvColumns"),
        rows.get(),
        given,
        spool,
        json);
  }

  /**
   * Reads the fields of a request without rows.
   *
   * @throws Problem 400 for JSON that cannot be read
   */
  BulkFields fields(InputStream body) throws IOException {
    return fields(body, JsonParser::skipChildren);
  }

  private BulkFields fields(InputStream body, Consumer<JsonParser> rows) throws IOException {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    try (JsonParser parser = json.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw Problem.malformed("malformed_json", "The body must be a JSON object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("csvData") && value == JsonToken.START_ARRAY) {
          rows.accept(parser);
        } else if (FIELDS.contains(name)) {
          fields.put(name, values.readTree(parser));
        } else {
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw Problem.malformed("malformed_json", "There is text after the JSON object");
      }
    } catch (JacksonIOException e) {
      // The connection, not the text: an upload that broke off, or is too large.
      throw e.getCause();
    } catch (JacksonException e) {
      throw Problem.malformed("malformed_json", "The body is not readable as JSON");
    }
    return new BulkFields(fields);
  }

  private int spoolRows(JsonParser parser, Path spool) {
    int rows = 0;
    try (Writer writer = Files.newBufferedWriter(spool, StandardCharsets.UTF_8)) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (++rows > CsvFile.MAX_ROWS) {
          throw Problem.tooLarge(
              "too_many_rows", "csvData has more than %,d rows".formatted(CsvFile.MAX_ROWS));
        }
        writer.write(json.writeValueAsString(BulkRow.of(values.readTree(parser), rows)));
        writer.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }
}
