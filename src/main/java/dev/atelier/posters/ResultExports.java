package dev.atelier.posters;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.atelier.jobs.Item;
import dev.atelier.table.FormulaSafe;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes what became of a run's rows, row by row as they are read. */
@Component
class ResultExports {

  private static final List<String> COLUMNS =
      List.of(
          "row",
          "username",
          "user_id",
          "display_name",
          "status",
          "url",
          "error_code",
          "error",
          "warnings");

  private final PosterRuns runs;
  private final PosterRows rows;
  private final JsonMapper json;

  ResultExports(PosterRuns runs, PosterRows rows, JsonMapper json) {
    this.runs = runs;
    this.rows = rows;
    this.json = json;
  }

  /**
   * A row of an export.
   *
   * @param username as the row has it; empty where it has none
   * @param url absolute; null where there is no picture
   */
  record Result(
      int row,
      String username,
      @Nullable Long userId,
      @Nullable String displayName,
      String status,
      @Nullable String url,
      Item.@Nullable Failure error,
      List<PosterRun.Warning> warnings) {}

  /** UTF-8 with the mark that spreadsheets need to see that; lines end in CRLF (RFC 4180). */
  void writeCsv(PosterRun run, OutputStream output) throws IOException {
    var text = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
    text.write('\uFEFF');
    // Not closed on a failure: a file that lacks rows must not look whole.
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
    csv.writeRecord(COLUMNS);
    for (Iterator<Result> each = results(run); each.hasNext(); ) {
      csv.writeRecord(cells(each.next()));
    }
    csv.flush();
  }

  void writeJson(PosterRun run, OutputStream output) throws IOException {
    JsonGenerator generator = json.createGenerator(output);
    generator.writeStartObject();
    generator.writeStringProperty("id", run.id().value());
    generator.writeStringProperty("name", run.name());
    generator.writeArrayPropertyStart("results");
    for (Iterator<Result> each = results(run); each.hasNext(); ) {
      generator.writePOJO(each.next());
    }
    generator.writeEndArray();
    generator.writeEndObject();
    generator.flush();
  }

  private Iterator<Result> results(PosterRun run) {
    return runs.allRows(run, null).map(this::result).iterator();
  }

  private Result result(Item item) {
    PosterRow row = rows.row(item);
    RenderedPoster poster = rows.poster(item);
    return new Result(
        item.position(),
        row.username(),
        poster == null ? row.userId() : poster.userId(),
        poster == null ? null : poster.displayName(),
        PosterRunController.RowState.of(item.state()).name().toLowerCase(Locale.ROOT),
        poster == null ? null : rows.url(poster),
        item.failure(),
        poster == null ? List.of() : poster.warnings());
  }

  private static List<String> cells(Result result) {
    Item.Failure error = result.error();
    String warnings =
        result.warnings().stream()
            .map(PosterRun.Warning::message)
            .collect(Collectors.joining("; "));
    return Stream.of(
            result.row(),
            result.username(),
            result.userId(),
            result.displayName(),
            result.status(),
            result.url(),
            error == null ? null : error.code(),
            error == null ? null : error.message(),
            warnings)
        .map(FormulaSafe::cell)
        .toList();
  }
}
