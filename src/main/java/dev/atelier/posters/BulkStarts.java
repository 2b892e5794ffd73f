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
import java.util.List;
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
   * @param body the request, whose rows are read once and never held in memory as a whole
   */
  RunStatus start(Caller caller, InputStream body, @Nullable RequestKey key) throws IOException {
    try (BulkRequest request = reader.read(body)) {
      if (isHtml(request)) {
        Html html = html(request);
        return newRuns.startPeople(caller, html.order(key), html.options(), html.people());
      }
      NewRuns.Order order = order(request, key);
      RunOptions options = options(request.given(), false, model(request));
      try (Stream<Map<String, String>> rows = request.rows()) {
        return newRuns.start(caller, order, options, rows);
      }
    }
  }

  /** Checks what the request would start. */
  RowChecks.Report check(Caller caller, InputStream body, boolean ids) throws IOException {
    try (BulkRequest request = reader.read(body)) {
      if (isHtml(request)) {
        Html html = html(request);
        return checks.check(caller, html.order(null), html.people(), ids);
      }
      NewRuns.Order order = order(request, null);
      try (Stream<Map<String, String>> rows = request.rows()) {
        return checks.check(caller, order, NewRuns.people(rows), ids);
      }
    }
  }

  /** Starts a run of people named by usernames and ids, from a request without rows. */
  RunStatus startJob(Caller caller, InputStream body, @Nullable RequestKey key) throws IOException {
    BulkFields given = reader.fields(body);
    String name = given.text("campaignName");
    given.text("htmlTemplate");
    if (!given.has("userIdentifiers")) {
      throw BulkFields.wrong("userIdentifiers", "is required");
    }
    String model = given.optionalText("model");
    Html html = html(name, knownSize(given), given, model == null ? "flash" : model);
    return newRuns.startPeople(caller, html.order(key), html.options(), html.people());
  }

  /** The statuses are those that clients of this wire expect. */
  private static boolean isHtml(BulkRequest request) {
    return switch (request.bulkMethod()) {
      case "csv" -> false;
      case "html" -> true;
      case "prompt" ->
          throw Problem.malformed(
              "bulk_method_unsupported", "bulkMethod 'prompt' is not offered; use 'csv' or 'html'");
      default ->
          throw Problem.invalid(
              "invalid_request",
              "bulkMethod must be 'csv' or 'html'",
              new Problem.FieldError("bulkMethod", "must be 'csv' or 'html'"));
    };
  }

  private static NewRuns.Order order(BulkRequest request, @Nullable RequestKey key) {
    require(request.csvTemplate() != null, "csvTemplate", "csv");
    require(request.rowCount() > 0, "csvData", "csv");
    require(!request.csvColumns().isEmpty(), "csvColumns", "csv");
    return new NewRuns.Order(
        request.posterName(),
        String.valueOf(request.csvTemplate()),
        size(request),
        Output.of(Format.PNG),
        request.csvColumns(),
        key);
  }

  /** People named by usernames and ids, and what is to be made of them. */
  private record Html(
      String name, String template, PosterSize size, List<PosterRow> list, RunOptions options) {

    NewRuns.Order order(@Nullable RequestKey key) {
      return new NewRuns.Order(name, template, size, Output.of(Format.PNG), List.of(), key);
    }

    Stream<PosterRow> people() {
      return list.stream();
    }
  }

  private static Html html(BulkRequest request) {
    return html(request.posterName(), size(request), request.given(), model(request));
  }

  private static Html html(String name, PosterSize size, BulkFields given, String model) {
    String template = given.optionalText("htmlTemplate");
    String identifiers = given.optionalText("userIdentifiers");
    require(template != null && !template.isBlank(), "htmlTemplate", "html");
    require(identifiers != null, "userIdentifiers", "html");
    List<PosterRow> people = Identifiers.parse(String.valueOf(identifiers));
    if (people.isEmpty()) {
      throw Problem.malformed("no_identifiers", "No valid user identifiers provided");
    }
    return new Html(name, String.valueOf(template), size, people, options(given, true, model));
  }

  private static RunOptions options(BulkFields given, boolean html, String model) {
    boolean skip = given.flag("skipOverlays");
    String logo = RunOptions.logo(given.optionalText("topmateLogo"), "topmateLogo");
    return new RunOptions(
        skip ? null : logo, html && !skip, skip, model, Map.copyOf(given.object("metadata")));
  }

  private static String model(BulkRequest request) {
    String model = request.given().optionalText("model");
    if (model != null && !model.equals("pro") && !model.equals("flash")) {
      throw BulkFields.wrong("model", "must be 'pro' or 'flash'");
    }
    return model == null ? "pro" : model;
  }

  private static void require(boolean present, String field, String method) {
    if (!present) {
      throw Problem.malformed(
          "missing_" + field.toLowerCase(Locale.ROOT),
          "%s is required for bulkMethod '%s' and must not be empty".formatted(field, method));
    }
  }

  /** A size that this wire does not know is the square one. */
  private static PosterSize knownSize(BulkFields given) {
    String size = given.optionalText("posterSize");
    return PosterSize.presets().stream()
        .filter(preset -> preset.id().equals(size))
        .findFirst()
        .orElseGet(() -> PosterSize.of("instagram-square", null, null));
  }

  private static PosterSize size(BulkRequest request) {
    boolean sides = request.customWidth() != null || request.customHeight() != null;
    return request.size().equals(PosterSize.CUSTOM) && !sides
        ? PosterSize.of(PosterSize.CUSTOM, DEFAULT_SIDE, DEFAULT_SIDE)
        : PosterSize.of(request.size(), request.customWidth(), request.customHeight());
  }
}
