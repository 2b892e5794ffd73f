package dev.atelier.videos.generation;

import dev.atelier.identity.UserId;
import dev.atelier.jobs.BatchId;
import dev.atelier.providers.VideoModel;
import dev.atelier.videos.VideoId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The making of one video.
 *
 * @param operation what the provider calls it; null until that is known
 * @param lookups how often the provider was asked whether it took the prompt
 * @param trouble how many questions in a row the provider refused
 * @param late whether its time is over
 * @param callback what a worker outside told of it, JSON
 * @param provider who films it; null before
 */
record Generation(
    UUID id,
    VideoId video,
    UserId owner,
    State state,
    @Nullable BatchId batch,
    VideoModel.Request request,
    @Nullable String operation,
    @Nullable Submission submission,
    int submissions,
    int lookups,
    int polls,
    int trouble,
    boolean late,
    @Nullable String failureReason,
    @Nullable String callback,
    @Nullable String provider) {

  /** Where a job is; as tables hold it. */
  enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is known of the prompt on its way to the provider. */
  enum Submission {
    /** It is on its way, or was when a node died. */
    SENDING,
    /** The provider surely did not take it. */
    REFUSED,
    TAKEN
  }

  boolean running() {
    return state == State.RUNNING;
  }
}
