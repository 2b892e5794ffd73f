package dev.atelier.jobs;

import dev.atelier.identity.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Items that were accepted together.
 *
 * @param kind which feature's batch this is, such as {@code posters}
 * @param startedAt when the first item was taken; null before
 * @param endedAt when the last item ended; null before
 * @param reason why the whole batch failed, where it did
 * @param revision how often its items were changed
 */
public record Batch(
    BatchId id,
    String kind,
    UserId owner,
    String name,
    State state,
    int total,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String reason,
    int revision) {

  /**
   * Where a batch stands. Ended states are final, but for {@link Jobs#retryFailed} and {@link
   * Jobs#change}.
   */
  public enum State {
    /** Items are taken as lanes come free. */
    ACTIVE,
    /** No further item is taken until the batch is resumed. */
    PAUSED,
    /** Cancelled, or refused by the provider, while items that were running still end. */
    CANCELLING,
    /** Ended by a cancel. */
    CANCELLED,
    /** Every item ended, some perhaps as failed. */
    COMPLETED,
    /** Stopped because the provider refuses everything. */
    FAILED;

    public boolean ended() {
      return this == CANCELLED || this == COMPLETED || this == FAILED;
    }
  }

  /**
   * How the work of a batch goes.
   *
   * @param running items in work now
   * @param averageMillis how long the successful ones took; null before the first
   */
  public record Pace(int running, @Nullable Double averageMillis) {}

  /**
   * How far a batch is; the parts add up to the total on every read.
   *
   * @param remaining waiting or running
   */
  public record Progress(int total, int succeeded, int failed, int cancelled, int remaining) {

    /** Items that have ended. */
    public int ended() {
      return total - remaining;
    }
  }
}
