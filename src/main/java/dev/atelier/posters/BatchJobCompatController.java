package dev.atelier.posters;

import dev.atelier.http.MaxBody;
import dev.atelier.http.RequestKey;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.Item;
import dev.atelier.posters.BatchJobWire.JobRow;
import dev.atelier.posters.RunLogRepository.Level;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** The job reads and the job stream as existing clients know them. */
@RestController
@RequestMapping("/api/batch/jobs")
class BatchJobCompatController {

  private static final int MISSING_NAMED = 10;

  private final BulkStarts starts;
  private final PosterRuns runs;
  private final RunLogRepository logs;
  private final PosterRows rows;
  private final JobStreams streams;
  private final JsonMapper json;

  BatchJobCompatController(
      BulkStarts starts,
      PosterRuns runs,
      RunLogRepository logs,
      PosterRows rows,
      JobStreams streams,
      JsonMapper json) {
    this.starts = starts;
    this.runs = runs;
    this.logs = logs;
    this.rows = rows;
    this.streams = streams;
    this.json = json;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @MaxBody("32MB")
  BatchJobWire.Started start(Caller caller, @Nullable RequestKey key, InputStream body)
      throws IOException {
    return BatchJobWire.Started.of(starts.startJob(caller, body, key), null);
  }

  @GetMapping
  BatchJobWire.JobList list(
      Caller caller,
      @RequestParam(required = false) @Nullable WireStatus status,
      @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit,
      @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) int offset) {
    List<RunStatus> page = runs.slice(caller, status, offset, limit);
    Map<RunId, RunOptions> options = runs.options(page);
    return new BatchJobWire.JobList(
        true,
        page.stream()
            .map(each ->
                JobRow.of(each, options.getOrDefault(each.run().id(), RunOptions.NONE), json))
            .toList(),
        runs.count(caller, status));
  }

  @GetMapping("/{id}")
  BatchJobWire.JobAnswer get(Caller caller, @PathVariable String id) {
    RunStatus status = runs.status(caller, new RunId(id));
    return new BatchJobWire.JobAnswer(true, BatchJobWire.Job.of(status, runs.pace(status.run())));
  }

  @GetMapping("/{id}/results")
  BatchJobWire.Results results(Caller caller, @PathVariable String id) {
    PosterRun run = runs.find(caller, new RunId(id));
    List<BatchJobWire.Result> results =
        runs.allRows(run, null).map(item -> BatchJobWire.Result.of(item, rows)).toList();
    long successes = results.stream().filter(BatchJobWire.Result::success).count();
    long failures = runs.progress(run).failed();
    return new BatchJobWire.Results(true, id, results, successes, failures);
  }

  @GetMapping("/{id}/posters-for-save")
  BatchJobWire.PostersForSave postersForSave(Caller caller, @PathVariable String id) {
    PosterRun run = runs.find(caller, new RunId(id));
    List<BatchJobWire.PosterForSave> posters = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    runs.allRows(run, null)
        .filter(item -> item.state() == Item.State.SUCCEEDED || hasNoProfile(item))
        .forEach(item -> sort(run, item, posters, missing));
    String warning =
        missing.isEmpty() ? null : missing.size() + " posters have no user id and cannot be saved";
    return new BatchJobWire.PostersForSave(
        true,
        id,
        run.name(),
        posters.size(),
        missing.size(),
        missing.stream().limit(MISSING_NAMED).toList(),
        warning,
        posters);
  }

  private static boolean hasNoProfile(Item item) {
    Item.Failure failure = item.failure();
    return failure != null && failure.code().startsWith("profile_");
  }

  private void sort(
      PosterRun run, Item item, List<BatchJobWire.PosterForSave> posters, List<String> missing) {
    RenderedPoster poster = rows.poster(item);
    Long userId = poster == null ? null : poster.savableId(run.offlineProfiles());
    if (poster != null && userId != null) {
      posters.add(new BatchJobWire.PosterForSave(poster.username(), rows.url(poster), userId));
    } else {
      missing.add(rows.label(item));
    }
  }

  @GetMapping("/{id}/logs")
  BatchJobWire.Logs logs(
      Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Level level,
      @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
    PosterRun run = runs.find(caller, new RunId(id));
    List<BatchJobWire.Log> lines =
        logs.newest(run.id(), level, limit).stream()
            .map(line -> BatchJobWire.Log.of(id, line))
            .toList();
    return new BatchJobWire.Logs(true, id, lines, lines.size());
  }

  @PostMapping("/{id}/cancel")
  BatchJobWire.Cancelled cancel(Caller caller, @PathVariable String id) {
    runs.cancel(runs.find(caller, new RunId(id)));
    return new BatchJobWire.Cancelled(true, id, "Job cancelled");
  }

  @GetMapping(path = "/{id}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter stream(
      Caller caller,
      @PathVariable String id,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    return streams.open(caller, new RunId(id), lastEventId, true);
  }
}
