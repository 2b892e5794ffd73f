package dev.atelier.posters;

import dev.atelier.http.Problem;
import dev.atelier.http.RequestKey;
import dev.atelier.identity.Caller;
import dev.atelier.posters.BulkRequestReader.BulkRequest;
import dev.atelier.posters.template.PosterSize;
import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Output;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Starts a run from a request that carries its rows as JSON. */
@Component
class BulkStarts {

  /** Both sides of a custom size that names none, as this wire has it. */
  private static final int DEFAULT_SIDE = 1080;

  private final NewRuns newRuns;
  private final BulkRequestReader reader;
  private final RowChecks checks;

  BulkStarts(NewRuns newRuns, BulkRequestReader reader, RowChecks checks) {
    this.checks = checks;
    this.newRuns = newRuns;
    this.reader = reader;
  }

  /**
   * Starts the run.
   *
   * @param body the request, read once and never held in memory as a whole
   */
  RunStatus start(Caller caller, InputStream body, @Nullable RequestKey key) throws IOException {
    try (BulkRequest request = reader.read(body);
        Stream<Map<String, String>> rows = request.rows()) {
      return newRuns.start(caller, order(request, key), rows);
    }
  }

  /** Checks what the request would start. */
  RowChecks.Report check(Caller caller, InputStream body, boolean ids) throws IOException {
    try (BulkRequest request = reader.read(body);
        Stream<Map<String, String>> rows = request.rows()) {
      return checks.check(caller, order(request, null), NewRuns.people(rows), ids);
    }
  }

  private static NewRuns.Order order(BulkRequest request, @Nullable RequestKey key) {
    check(request);
    return new NewRuns.Order(
        request.posterName(),
        String.valueOf(request.csvTemplate()),
        size(request),
        Output.of(Format.PNG),
        request.csvColumns(),
        key);
  }

  /** The statuses are those that clients of this wire expect. */
  private static void check(BulkRequest request) {
    switch (request.bulkMethod()) {
      case "csv" -> {}
      case "prompt", "html" ->
          throw Problem.malformed(
              "bulk_method_unsupported",
              "bulkMethod '%s' is not offered; use 'csv'".formatted(request.bulkMethod()));
      default ->
          throw Problem.invalid(
              "invalid_request",
              "bulkMethod must be 'csv'",
              new Problem.FieldError("bulkMethod", "must be 'csv'"));
    }
    require(request.csvTemplate() != null, "csvTemplate");
    require(request.rowCount() > 0, "csvData");
    require(!request.csvColumns().isEmpty(), "csvColumns");
  }

  private static void require(boolean present, String field) {
    if (!present) {
      throw Problem.malformed(
          "missing_" + field.toLowerCase(Locale.ROOT),
          field + " is required for bulkMethod 'csv' and must not be empty");
    }
  }

  private static PosterSize size(BulkRequest request) {
    boolean sides = request.customWidth() != null || request.customHeight() != null;
    return request.size().equals(PosterSize.CUSTOM) && !sides
        ? PosterSize.of(PosterSize.CUSTOM, DEFAULT_SIDE, DEFAULT_SIDE)
        : PosterSize.of(request.size(), request.customWidth(), request.customHeight());
  }
}
