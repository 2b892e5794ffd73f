package dev.atelier.jobs;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work of a batch.
 *
 * @param position place in the batch, from 1
 * @param label what people call it, such as a username
 * @param input what the handler was given, as JSON
 * @param output what the handler returned, as JSON; null before
 * @param attempts how often the work was tried in earnest
 * @param failure why it failed, where it did
 * @param workTime how long the attempt that ended it took
 */
public record Item(
    ItemId id,
    BatchId batch,
    int position,
    String queue,
    State state,
    @Nullable String label,
    String input,
    @Nullable String output,
    int attempts,
    @Nullable Failure failure,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Duration workTime) {

  /** Where an item stands. */
  public enum State {
    /** Waits for another item of its batch with the same group key. */
    HELD,
    WAITING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    public boolean ended() {
      return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
  }

  /**
   * Why an item failed.
   *
   * @param code a stable lower-case word for programs
   * @param message a sentence for people, without secrets
   */
  public record Failure(String code, String message) {}
}
