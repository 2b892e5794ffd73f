package dev.atelier.posters;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atelier.jobs.Batch;
import dev.atelier.jobs.Item;
import dev.atelier.posters.template.PosterSize;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/** The answers of the job reads, field for field as existing clients read them. */
final class BatchJobWire {

  private BatchJobWire() {}

  static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC).format(WireTime.ZONED);
  }

  /** What a start answers; the message is one route's alone. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Started(
      boolean success,
      String jobId,
      String status,
      int totalItems,
      String campaignName,
      String createdAt,
      String sseEndpoint,
      @Nullable String message) {

    static Started of(RunStatus status, @Nullable String message) {
      String id = status.run().id().value();
      return new Started(
          true,
          id,
          "queued",
          status.progress().total(),
          status.run().name(),
          status.batch().createdAt().atOffset(ZoneOffset.UTC).format(WireTime.BARE),
          "/api/batch/jobs/" + id + "/stream",
          message);
    }
  }

  record JobAnswer(boolean success, Job job) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Job(
      String jobId,
      WireStatus status,
      String campaignName,
      int totalItems,
      int processedItems,
      int successCount,
      int failureCount,
      double percentComplete,
      @Nullable String createdAt,
      @Nullable String startedAt,
      @Nullable String completedAt,
      @Nullable String errorMessage,
      Statistics statistics) {

    static Job of(RunStatus status, Batch.Pace pace) {
      Batch batch = status.batch();
      Batch.Progress progress = status.progress();
      return new Job(
          status.run().id().value(),
          WireStatus.of(batch),
          status.run().name(),
          progress.total(),
          progress.ended(),
          progress.succeeded(),
          progress.failed(),
          PosterEvents.percent(progress),
          time(batch.createdAt()),
          time(batch.startedAt()),
          time(batch.endedAt()),
          batch.reason(),
          Statistics.of(progress, pace));
    }
  }

  /**
   * @param avgTimeMs a decimal string, as this wire has it; null before the first poster
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Statistics(
      int total, int success, int failed, int processing, int pending, @Nullable String avgTimeMs) {

    static Statistics of(Batch.Progress progress, Batch.Pace pace) {
      Double average = pace.averageMillis();
      return new Statistics(
          progress.total(),
          progress.succeeded(),
          progress.failed(),
          pace.running(),
          Math.max(0, progress.remaining() - pace.running()),
          average == null ? null : String.format(Locale.ROOT, "%.2f", average));
    }
  }

  record Results(
      boolean success, String jobId, List<Result> results, long successCount, long failureCount) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Result(
      String username,
      String displayName,
      @Nullable String posterUrl,
      boolean success,
      @Nullable String error,
      @Nullable Long processingTimeMs) {

    static Result of(Item item, PosterRows rows) {
      RenderedPoster poster = rows.poster(item);
      Item.Failure failure = item.failure();
      String label = rows.label(item);
      return new Result(
          poster == null ? label : poster.username(),
          poster == null ? label : poster.displayName(),
          poster == null ? null : rows.url(poster),
          poster != null,
          failure == null ? null : failure.message(),
          PosterRows.millis(item.workTime()));
    }
  }

  record PostersForSave(
      boolean success,
      String jobId,
      String campaignName,
      int totalPosters,
      int totalMissingUserId,
      List<String> missingUserIdPosters,
      @Nullable String warning,
      List<PosterForSave> posters) {}

  record PosterForSave(String username, String posterUrl, long userId) {}

  record Logs(boolean success, String jobId, List<Log> logs, int count) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Log(
      long id,
      String jobId,
      String level,
      String message,
      Map<String, Object> details,
      @Nullable String createdAt) {

    static Log of(String jobId, RunLogRepository.Line line) {
      return new Log(
          line.id(),
          jobId,
          line.level().name(),
          line.message(),
          line.details(),
          time(line.createdAt()));
    }
  }

  record JobList(boolean success, List<JobRow> jobs, long total) {}

  /**
   * A job in the list, with the names that the older table had; what is large, the template among
   * it, stays out.
   *
   * @param metadata a JSON text, as this wire has it
   */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record JobRow(
      String id,
      String jobId,
      String campaignName,
      WireStatus status,
      int totalItems,
      int processedItems,
      int successCount,
      int failureCount,
      @Nullable String templateHtml,
      @Nullable String templateUrl,
      String posterSize,
      @Nullable String model,
      @Nullable String userIdentifiers,
      String metadata,
      @Nullable String errorMessage,
      @Nullable String createdAt,
      @Nullable String startedAt,
      @Nullable String completedAt) {

    static JobRow of(RunStatus status, RunOptions options, JsonMapper json) {
      PosterRun run = status.run();
      Batch batch = status.batch();
      Batch.Progress progress = status.progress();
      return new JobRow(
          batch.id().toString(),
          run.id().value(),
          run.name(),
          WireStatus.of(batch),
          progress.total(),
          progress.ended(),
          progress.succeeded(),
          progress.failed(),
          null,
          null,
          run.size(),
          options.model(),
          null,
          json.writeValueAsString(metadata(run, options)),
          batch.reason(),
          time(batch.createdAt()),
          time(batch.startedAt()),
          time(batch.endedAt()));
    }

    private static Map<String, Object> metadata(PosterRun run, RunOptions options) {
      Map<String, Object> metadata = new LinkedHashMap<>(options.metadata());
      boolean custom = run.size().equals(PosterSize.CUSTOM);
      metadata.put("bulk_method", run.byIdentifiers() ? "html" : "csv");
      metadata.put("csv_columns", run.columns());
      metadata.put("skip_overlays", options.skipOverlays());
      metadata.put("topmate_logo", options.logo());
      metadata.put("dimensions", Map.of("width", run.width(), "height", run.height()));
      metadata.put("custom_width", custom ? run.width() : null);
      metadata.put("custom_height", custom ? run.height() : null);
      return metadata;
    }
  }

  record Cancelled(boolean success, String jobId, String message) {}
}
