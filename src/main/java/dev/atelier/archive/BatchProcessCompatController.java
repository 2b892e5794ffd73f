package dev.atelier.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atelier.identity.Caller;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The three routes that clients of the older service know, at the root. */
@RestController
class BatchProcessCompatController {

  private static final String PROCESSING = "processing";

  private final Runs runs;
  private final RunReports reports;
  private final ResultsWire results;

  BatchProcessCompatController(Runs runs, RunReports reports, ResultsWire results) {
    this.runs = runs;
    this.reports = reports;
    this.results = results;
  }

  /**
   * The answer to a start.
   *
   * @param endpoint only where a run was started
   * @param progress only where one was active already
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Started(
      String message, String status, @Nullable String endpoint, @Nullable String progress) {}

  @PostMapping("/batch-process-users")
  Started start(Caller caller) {
    Runs.requireOperator(caller);
    if (runs.start(Runs.Order.EVERYTHING).isPresent()) {
      return new Started("Batch processing started", PROCESSING, "/batch-process-status", null);
    }
    Optional<Run> active = runs.active();
    String progress =
        active
            .map(run -> reports.totals(run))
            .map(totals -> totals.processed() + "/" + totals.users())
            .orElse("0/0");
    return new Started("Batch processing is already in progress", PROCESSING, null, progress);
  }

  /** Where the run stands. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Status(
      String status,
      int total_users,
      int processed_users,
      @Nullable String current_user,
      List<String> errors) {}

  @GetMapping("/batch-process-status")
  Status status(Caller caller) {
    Runs.requireOperator(caller);
    return runs.shown().map(this::status).orElse(new Status("idle", 0, 0, null, List.of()));
  }

  private Status status(Run run) {
    ReportRepository.Totals totals = reports.totals(run);
    return new Status(
        word(run),
        totals.users(),
        totals.processed(),
        run.state() == Run.State.ACTIVE ? reports.current(run).orElse(null) : null,
        reports.errors(run));
  }

  /** A run that was stopped leaves nothing active, and its counts as they were. */
  static String word(Run run) {
    return switch (run.state()) {
      case ACTIVE -> PROCESSING;
      case STOPPED -> "idle";
      case COMPLETED -> "completed";
      case FAILED -> "failed";
    };
  }

  @GetMapping(path = "/batch-process-results", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<StreamingResponseBody> results(Caller caller) {
    Runs.requireOperator(caller);
    Optional<Run> run = runs.shown();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(output -> results.write(run.orElse(null), output));
  }
}
