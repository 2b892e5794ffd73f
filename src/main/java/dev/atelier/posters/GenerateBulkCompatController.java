package dev.atelier.posters;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.atelier.http.MaxBody;
import dev.atelier.http.Problem;
import dev.atelier.http.RequestKey;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.Batch;
import dev.atelier.jobs.Item;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The bulk start and its reads as existing clients know them: rows come as JSON. */
@RestController
@RequestMapping("/api/generate-bulk")
class GenerateBulkCompatController {

  private final BulkStarts starts;
  private final PosterRuns runs;
  private final PosterRows rows;
  private final JobStreams streams;

  GenerateBulkCompatController(
      BulkStarts starts, PosterRuns runs, PosterRows rows, JobStreams streams) {
    this.starts = starts;
    this.runs = runs;
    this.rows = rows;
    this.streams = streams;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @MaxBody("32MB")
  Object start(
      Caller caller,
      @Nullable RequestKey key,
      @RequestParam(defaultValue = "false") boolean dryRun,
      @RequestParam(defaultValue = "true") boolean checkIds,
      InputStream body)
      throws IOException {
    if (dryRun) {
      return starts.check(caller, body, checkIds);
    }
    RunStatus started = starts.start(caller, body, key);
    String message = "Generating " + started.progress().total() + " posters";
    return BatchJobWire.Started.of(started, message);
  }

  @GetMapping("/{id}/status")
  Status status(Caller caller, @PathVariable String id) {
    RunStatus status = runs.status(caller, new RunId(id));
    return Status.of(status, runs.pace(status.run()));
  }

  @GetMapping("/{id}/results")
  Results results(Caller caller, @PathVariable String id) {
    RunStatus status = runs.status(caller, new RunId(id));
    List<Made> made =
        runs.allRows(status.run(), Item.State.SUCCEEDED)
            .map(item -> Made.of(rows.label(item), rows.username(item), rows.url(item)))
            .toList();
    List<NotMade> failures =
        runs.allRows(status.run(), Item.State.FAILED)
            .map(item -> NotMade.of(rows.label(item), item.failure()))
            .toList();
    return new Results(
        true, id, WireStatus.of(status.batch()), made, failures, made.size(), failures.size());
  }

  @DeleteMapping("/{id}")
  Deleted delete(Caller caller, @PathVariable String id) {
    PosterRun run = runs.find(caller, new RunId(id));
    try {
      runs.cancel(run);
    } catch (Problem refused) {
      // The same refusal has another text on this route.
      throw Problem.malformed(refused.code(), "Job could not be cancelled");
    }
    return new Deleted(true, "Job cancelled");
  }

  @GetMapping(path = "/{id}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter stream(
      Caller caller,
      @PathVariable String id,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    return streams.open(caller, new RunId(id), lastEventId, false);
  }

  record Status(
      boolean success,
      String jobId,
      WireStatus status,
      int total,
      int processed,
      @JsonProperty("success_count") int successCount,
      @JsonProperty("failure_count") int failureCount,
      double percent,
      String campaignName,
      @Nullable String createdAt,
      @Nullable String startedAt,
      @Nullable String completedAt,
      Statistics statistics) {

    static Status of(RunStatus status, Batch.Pace pace) {
      Batch.Progress progress = status.progress();
      Batch batch = status.batch();
      return new Status(
          true,
          status.run().id().value(),
          WireStatus.of(batch),
          progress.total(),
          progress.ended(),
          progress.succeeded(),
          progress.failed(),
          PosterEvents.percent(progress),
          status.run().name(),
          BatchJobWire.time(batch.createdAt()),
          BatchJobWire.time(batch.startedAt()),
          BatchJobWire.time(batch.endedAt()),
          new Statistics(
              progress.total(),
              progress.succeeded(),
              progress.failed(),
              pace.running(),
              Math.max(0, progress.remaining() - pace.running()),
              pace.averageMillis()));
    }
  }

  /**
   * @param avgTimeMs a number, as this wire has it; null before the first poster
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Statistics(
      int total,
      int success,
      int failed,
      int processing,
      int pending,
      @Nullable Double avgTimeMs) {}

  record Results(
      boolean success,
      String jobId,
      WireStatus status,
      List<Made> results,
      List<NotMade> failures,
      int successCount,
      int failureCount) {}

  /**
   * @param userId the identifier that the row was given by, which is the username on this wire
   */
  record Made(String username, String userId, String posterUrl, String imageUrl, boolean success) {
    static Made of(String identifier, String username, String url) {
      return new Made(username, identifier, url, url, true);
    }
  }

  /**
   * @param userId the identifier that the row was given by, which is the username on this wire
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record NotMade(String username, String userId, @Nullable String error, boolean success) {
    static NotMade of(String username, Item.@Nullable Failure failure) {
      return new NotMade(username, username, failure == null ? null : failure.message(), false);
    }
  }

  record Deleted(boolean success, String message) {}
}
