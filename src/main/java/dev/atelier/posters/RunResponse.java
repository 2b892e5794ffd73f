package dev.atelier.posters;

import dev.atelier.jobs.Batch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run on the wire.
 *
 * @param revision to send with a change
 * @param ratePerSecond rows that end per second now; null while unknown
 * @param secondsLeft at that rate; null while unknown or when ended
 */
record RunResponse(
    String id,
    String name,
    String state,
    int total,
    int succeeded,
    int failed,
    int cancelled,
    int remaining,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String reason,
    int width,
    int height,
    String format,
    int scale,
    int quality,
    int revision,
    @Nullable Double ratePerSecond,
    @Nullable Long secondsLeft,
    boolean offlineProfiles,
    List<PosterRun.Warning> warnings) {

  static RunResponse of(RunStatus status, @Nullable Double rate) {
    PosterRun run = status.run();
    Batch batch = status.batch();
    Batch.Progress progress = status.progress();
    return new RunResponse(
        run.id().value(),
        run.name(),
        state(batch),
        progress.total(),
        progress.succeeded(),
        progress.failed(),
        progress.cancelled(),
        progress.remaining(),
        run.createdAt(),
        batch.startedAt(),
        batch.endedAt(),
        batch.reason(),
        run.width(),
        run.height(),
        run.format().extension(),
        run.output().scale(),
        run.output().quality(),
        batch.revision(),
        rate,
        secondsLeft(batch, progress, rate),
        run.offlineProfiles(),
        run.warnings());
  }

  private static String state(Batch batch) {
    return switch (batch.state()) {
      case ACTIVE -> batch.startedAt() == null ? "queued" : "processing";
      case PAUSED -> "paused";
      case CANCELLING -> "cancelling";
      case CANCELLED -> "cancelled";
      case COMPLETED -> "completed";
      case FAILED -> "failed";
    };
  }

  private static @Nullable Long secondsLeft(
      Batch batch, Batch.Progress progress, @Nullable Double rate) {
    if (batch.state() != Batch.State.ACTIVE || rate == null || rate <= 0) {
      return null;
    }
    return (long) Math.ceil(progress.remaining() / rate);
  }
}
