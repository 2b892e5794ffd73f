package dev.atelier.posters;

import dev.atelier.http.Problem;
import dev.atelier.http.RequestKey;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.BatchId;
import dev.atelier.posters.PosterRun.Warning;
import dev.atelier.posters.table.PeopleColumns;
import dev.atelier.posters.table.RowIdentity;
import dev.atelier.posters.template.PosterSize;
import dev.atelier.posters.template.PosterTemplate;
import dev.atelier.posters.template.TemplateWarning;
import dev.atelier.providers.PageRenderer.Output;
import dev.atelier.providers.ProfileDirectory;
import dev.atelier.table.Row;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks an order and starts the run that it asks for. */
@Component
class NewRuns {

  static final String TEMPLATE_WARNING = "template";

  private static final int MAX_NAME = 200;

  private final PosterRuns runs;
  private final ProfileDirectory directory;
  private final Clock clock;

  NewRuns(PosterRuns runs, ProfileDirectory directory, Clock clock) {
    this.runs = runs;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * What to make.
   *
   * @param key the request's, which makes its repetition the same run; null where it has none
   */
  record Order(
      String name,
      String template,
      PosterSize size,
      Output output,
      List<String> columns,
      @Nullable RequestKey key) {
    Order {
      columns = List.copyOf(columns);
    }
  }

  /** Starts a run of rows that are known by column name. */
  RunStatus start(
      Caller caller, Order order, RunOptions options, Stream<Map<String, String>> rows) {
    return start(caller, order, options, people(rows), false);
  }

  /** Starts a run of one poster that is about nobody: no profile is looked up for it. */
  RunStatus startOne(Caller caller, Order order, Map<String, String> values) {
    return start(
        caller, order, RunOptions.NONE, Stream.of(new PosterRow("", null, values, null)), false);
  }

  /** Starts a run of a file's rows. */
  RunStatus startFile(Caller caller, Order order, RunOptions options, Stream<Row> rows) {
    return start(caller, order, options, people(order, rows), false);
  }

  /** Whom rows are about that are known by column name. */
  static Stream<PosterRow> people(Stream<Map<String, String>> rows) {
    // A row's own keys tell whom it is about; the order's columns only say what is filled in.
    Map<List<String>, PeopleColumns> known = new HashMap<>();
    return rows.map(values ->
        row(known.computeIfAbsent(List.copyOf(values.keySet()), PeopleColumns::of), values));
  }

  /** Whom a file's rows are about. */
  static Stream<PosterRow> people(Order order, Stream<Row> rows) {
    PeopleColumns columns = PeopleColumns.required(order.columns());
    return rows.map(row -> row(columns, row));
  }

  /** Starts a run of people who are named by username or id alone. */
  RunStatus startPeople(Caller caller, Order order, RunOptions options, Stream<PosterRow> rows) {
    return start(caller, order, options, rows, true);
  }

  private RunStatus start(
      Caller caller,
      Order order,
      RunOptions options,
      Stream<PosterRow> rows,
      boolean byIdentifiers) {
    RequestKey key = order.key();
    BatchId batch = key == null ? BatchId.next() : new BatchId(key.value());
    Optional<RunStatus> started = key == null ? Optional.empty() : runs.findByBatch(batch);
    if (started.isPresent()) {
      return started.get();
    }
    String name = order.name().strip();
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw Problem.invalid(
          "invalid_name",
          "The name must have 1 to %d characters".formatted(MAX_NAME),
          new Problem.FieldError("name", "must have 1 to %d characters".formatted(MAX_NAME)));
    }
    PosterTemplate template =
        PosterTemplate.compile(
            order.template(), Placeholders.of(order.columns(), order.template()));
    List<Warning> warnings = templateWarnings(template);
    Instant now = clock.instant();
    PosterRun run =
        new PosterRun(
            RunId.next(),
            batch,
            caller.id(),
            name,
            order.template(),
            order.columns(),
            order.size().id(),
            order.size().width(),
            order.size().height(),
            order.output(),
            directory.offline(),
            warnings,
            now,
            now,
            byIdentifiers);
    try (rows) {
      return runs.start(run, options, rows);
    }
  }

  static List<Warning> templateWarnings(PosterTemplate template) {
    return template.warnings().stream()
        .map(warning -> new Warning(TEMPLATE_WARNING, describe(warning)))
        .toList();
  }

  private static String describe(TemplateWarning warning) {
    Long line = warning.line();
    return line == null
        ? warning.message()
        : "Template line %d: %s".formatted(line, warning.message());
  }

  static PosterRow row(PeopleColumns columns, Row row) {
    return row(columns.identify(row), row.values());
  }

  static PosterRow row(PeopleColumns columns, Map<String, String> values) {
    return row(columns.identify(values), values);
  }

  private static PosterRow row(RowIdentity identity, Map<String, String> values) {
    return switch (identity) {
      case RowIdentity.Person person ->
          new PosterRow(person.username(), person.userId(), values, null);
      case RowIdentity.Refused refused ->
          new PosterRow(
              refused.username(),
              null,
              values,
              new PosterRow.RowError(refused.problem().code(), refused.problem().message()));
    };
  }
}
