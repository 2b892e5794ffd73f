package dev.atelier.posters;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atelier.events.EventLog.NewEvent;
import dev.atelier.jobs.Batch;
import dev.atelier.jobs.Item;
import dev.atelier.posters.RunLogRepository.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The events of a run's stream, in the shapes of the older wire, which existing pages read. */
final class PosterEvents {

  static final String COMPLETED = "job_completed";
  static final String FAILED = "job_failed";

  /** The types after which a stream ends. */
  static final Set<String> LAST = Set.of(COMPLETED, FAILED);

  private PosterEvents() {}

  static NewEvent connected(PosterRun run, String connectionId) {
    return new NewEvent(
        "connected", new Connected(run.id().value(), connectionId, "Connected to job stream"));
  }

  static NewEvent status(RunStatus status) {
    Batch.Progress progress = status.progress();
    return new NewEvent(
        "status",
        new Status(
            status.run().id().value(),
            WireStatus.of(status.batch()).name(),
            progress.ended(),
            progress.total(),
            progress.succeeded(),
            progress.failed()));
  }

  static NewEvent starting(PosterRun run, int total) {
    return new NewEvent(
        "progress", new Progress(run.id().value(), 0, total, 0, 0, 0.0, null, "starting"));
  }

  static NewEvent progress(PosterRun run, Batch.Progress progress, String username) {
    return new NewEvent(
        "progress",
        new Progress(
            run.id().value(),
            progress.ended(),
            progress.total(),
            progress.succeeded(),
            progress.failed(),
            percent(progress),
            username,
            "processing"));
  }

  static NewEvent posterCompleted(PosterRun run, Item item, String username, String url) {
    boolean success = item.state() == Item.State.SUCCEEDED;
    Item.Failure failure = item.failure();
    String error = success ? null : failure == null ? "Cancelled" : failure.message();
    return new NewEvent(
        "poster_completed", new PosterCompleted(run.id().value(), username, url, success, error));
  }

  static NewEvent log(PosterRun run, Level level, String message, Map<String, ?> details) {
    return new NewEvent(
        "log", new Log(run.id().value(), level.name(), message, details, Instant.now().toString()));
  }

  static NewEvent completed(
      PosterRun run, Batch.Progress progress, double seconds, List<Result> results) {
    return new NewEvent(
        COMPLETED,
        new Completed(run.id().value(), progress.succeeded(), progress.failed(), seconds, results));
  }

  static NewEvent failed(PosterRun run, String error) {
    return new NewEvent(FAILED, new Failed(run.id().value(), error, Map.of()));
  }

  /** Per cent of the rows that have ended, to one decimal place. */
  static double percent(Batch.Progress progress) {
    return progress.total() == 0
        ? 0
        : Math.round(1000.0 * progress.ended() / progress.total()) / 10.0;
  }

  @JsonNaming(SnakeCaseStrategy.class)
  private record Connected(String jobId, String connectionId, String message) {}

  @JsonNaming(SnakeCaseStrategy.class)
  private record Status(
      String jobId, String status, int processed, int total, int successCount, int failureCount) {}

  @JsonNaming(SnakeCaseStrategy.class)
  private record Progress(
      String jobId,
      int processed,
      int total,
      int successCount,
      int failureCount,
      double percentComplete,
      @Nullable String currentUser,
      String phase) {}

  @JsonNaming(SnakeCaseStrategy.class)
  private record PosterCompleted(
      String jobId, String username, String posterUrl, boolean success, @Nullable String error) {}

  @JsonNaming(SnakeCaseStrategy.class)
  private record Log(
      String jobId, String level, String message, Map<String, ?> details, String timestamp) {}

  @JsonNaming(SnakeCaseStrategy.class)
  private record Completed(
      String jobId,
      int successCount,
      int failureCount,
      double totalTimeSeconds,
      List<Result> results) {}

  @JsonNaming(SnakeCaseStrategy.class)
  private record Failed(String jobId, String error, Map<String, ?> details) {}

  /** A row in the last event; its names are camel case on the wire. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(
      String username,
      boolean success,
      @Nullable String posterUrl,
      @Nullable String s3Key,
      @Nullable Long processingTimeMs,
      @Nullable String error) {}
}
