package dev.atelier.archive;

import dev.atelier.events.EventStreams;
import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.identity.Caller;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Runs of the archive: started, watched and steered by the operator. */
@RestController
@RequestMapping("/api/archive/runs")
class RunController {

  private final Runs runs;
  private final RunReports reports;
  private final FindingRepository findings;
  private final RunMeter meter;
  private final EventStreams streams;

  RunController(
      Runs runs,
      RunReports reports,
      FindingRepository findings,
      RunMeter meter,
      EventStreams streams) {
    this.runs = runs;
    this.reports = reports;
    this.findings = findings;
    this.meter = meter;
    this.streams = streams;
  }

  /**
   * What to run; everything where it is left out.
   *
   * @param user id or e-mail address of the only user
   * @param since only what was changed since then: a date, or a time with its zone
   * @param dryRun only counts what would be fetched
   */
  record RunForm(@Nullable String user, @Nullable String since, @Nullable Boolean dryRun) {}

  @PostMapping
  ResponseEntity<RunResponse> start(
      Caller caller, @RequestBody(required = false) @Nullable RunForm form) {
    Runs.requireOperator(caller);
    Runs.Order order =
        form == null
            ? Runs.Order.EVERYTHING
            : new Runs.Order(form.user(), since(form.since()), Boolean.TRUE.equals(form.dryRun()));
    Run run =
        runs.start(order)
            .orElseThrow(() -> Problem.conflict("run_active", "Another run is active"));
    return ResponseEntity.accepted()
        .location(URI.create("/api/archive/runs/" + run.id()))
        .body(respond(run));
  }

  private static @Nullable Instant since(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return text.strip().length() == 10
          ? LocalDate.parse(text.strip()).atStartOfDay().toInstant(ZoneOffset.UTC)
          : OffsetDateTime.parse(text.strip()).toInstant();
    } catch (DateTimeParseException e) {
      throw Problem.invalid(
          "invalid_since",
          "since must be a date such as 2026-11-21, or a time such as 2026-11-21T08:00:00Z",
          new FieldError("since", "must be a date or a time with its zone"));
    }
  }

  @GetMapping
  RunPage list(
      Caller caller,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    Runs.requireOperator(caller);
    List<Run> page = runs.page(after == null ? null : RunId.of(after), limit);
    return new RunPage(
        page.stream().map(this::respond).toList(),
        page.size() < limit ? null : page.getLast().id().toString());
  }

  @GetMapping("/{id}")
  RunResponse get(Caller caller, @PathVariable String id) {
    Runs.requireOperator(caller);
    return respond(runs.find(RunId.of(id)));
  }

  @PostMapping("/{id}/stop")
  RunResponse stop(Caller caller, @PathVariable String id) {
    Runs.requireOperator(caller);
    runs.stop(RunId.of(id));
    return get(caller, id);
  }

  @PostMapping("/{id}/resume")
  RunResponse resume(Caller caller, @PathVariable String id) {
    Runs.requireOperator(caller);
    runs.resume(RunId.of(id));
    return get(caller, id);
  }

  @PostMapping("/{id}/retry-failed")
  RunResponse retryFailed(Caller caller, @PathVariable String id) {
    Runs.requireOperator(caller);
    runs.retryFailed(RunId.of(id));
    return get(caller, id);
  }

  @GetMapping("/{id}/users")
  UserPage users(
      Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable UserState state,
      @RequestParam(defaultValue = "0") @Min(0) int after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
    Runs.requireOperator(caller);
    Run run = runs.find(RunId.of(id));
    List<RunUser.Report> page =
        reports.users(run, state == null ? null : state.state(), after, limit);
    return new UserPage(
        page.stream().map(UserResponse::of).toList(),
        page.size() < limit ? null : page.getLast().position());
  }

  @GetMapping("/{id}/findings")
  FindingPage findings(
      Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String kind,
      @RequestParam(defaultValue = "0") @Min(0) long after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
    Runs.requireOperator(caller);
    Run run = runs.find(RunId.of(id));
    List<FindingRepository.Row> page = findings.page(run.id(), kind, after, limit);
    return new FindingPage(
        findings.counts(run.id()), page, page.size() < limit ? null : page.getLast().id());
  }

  @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(
      Caller caller,
      @PathVariable String id,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    Runs.requireOperator(caller);
    Run run = runs.find(RunId.of(id));
    return streams.open(
        caller,
        new EventStreams.Subscription(
            RunEvents.topic(run.id()), lastEventId, sequence -> List.of(), RunEvents.LAST));
  }

  private RunResponse respond(Run run) {
    ReportRepository.Totals totals = reports.totals(run);
    return RunResponse.of(run, totals, meter.rates(run, totals), reports);
  }

  /**
   * @param next what to send as {@code after} for the following page; null on the last
   */
  record RunPage(List<RunResponse> runs, @Nullable String next) {}

  /**
   * @param next what to send as {@code after} for the following page; null on the last
   */
  record UserPage(List<UserResponse> users, @Nullable Integer next) {}

  /**
   * @param counts by kind, of all findings
   * @param next what to send as {@code after} for the following page; null on the last
   */
  record FindingPage(
      Map<String, FindingRepository.Count> counts,
      List<FindingRepository.Row> findings,
      @Nullable Long next) {}

  /** The states of a user on the wire. */
  enum UserState {
    waiting,
    running,
    succeeded,
    failed,
    cancelled;

    RunUser.State state() {
      return switch (this) {
        case waiting -> RunUser.State.WAITING;
        case running -> RunUser.State.RUNNING;
        case succeeded -> RunUser.State.SUCCEEDED;
        case failed -> RunUser.State.FAILED;
        case cancelled -> RunUser.State.CANCELLED;
      };
    }

    static UserState of(RunUser.State state) {
      return switch (state) {
        case WAITING -> waiting;
        case RUNNING -> running;
        case SUCCEEDED -> succeeded;
        case FAILED -> failed;
        case CANCELLED -> cancelled;
      };
    }
  }

  /** A user of a run on the wire. */
  record UserResponse(
      int position,
      String email,
      @Nullable String folder,
      UserState state,
      int media,
      int done,
      int images,
      int voices,
      long bytes,
      int fetched,
      long fetchedBytes,
      int failed,
      List<String> errors,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt) {

    static UserResponse of(RunUser.Report user) {
      RunUser.Result result = user.result();
      List<String> errors =
          user.failure() == null
              ? result.errors()
              : Stream.concat(result.errors().stream(), Stream.of(user.failure())).toList();
      return new UserResponse(
          user.position(),
          user.email(),
          user.folder(),
          UserState.of(user.state()),
          user.media(),
          user.done(),
          result.images(),
          result.voices(),
          result.bytes(),
          result.fetched(),
          result.fetchedBytes(),
          result.failed(),
          errors,
          user.startedAt(),
          user.endedAt());
    }
  }
}
