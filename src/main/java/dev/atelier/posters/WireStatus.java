package dev.atelier.posters;

import dev.atelier.jobs.Batch;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The states of a job as clients know them; the names are those of the wire. */
enum WireStatus {
  pending,
  queued,
  processing,
  completed,
  failed,
  cancelled;

  /** The states of a batch that look like this one. */
  Set<Batch.State> batchStates() {
    return switch (this) {
      case pending, queued -> Set.of(Batch.State.ACTIVE);
      case processing -> Set.of(Batch.State.ACTIVE, Batch.State.PAUSED);
      case completed -> Set.of(Batch.State.COMPLETED);
      case failed -> Set.of(Batch.State.FAILED);
      case cancelled -> Set.of(Batch.State.CANCELLING, Batch.State.CANCELLED);
    };
  }

  /** Whether a row was taken already in this state; null where both may be. */
  @Nullable Boolean started() {
    return switch (this) {
      case pending, queued -> false;
      case processing -> true;
      case completed, failed, cancelled -> null;
    };
  }

  static WireStatus of(Batch batch) {
    return switch (batch.state()) {
      case ACTIVE -> batch.startedAt() == null ? queued : processing;
      case PAUSED -> processing;
      case CANCELLING, CANCELLED -> cancelled;
      case COMPLETED -> completed;
      case FAILED -> failed;
    };
  }
}
