package dev.atelier.campaigns;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atelier.events.EventLog.NewEvent;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The events of a batch's stream. */
final class PostEvents {

  static final String ENDED = "batch_ended";

  /** The types after which a stream ends. */
  static final Set<String> LAST = Set.of(ENDED);

  private PostEvents() {}

  static NewEvent progress(BatchJob batch) {
    return new NewEvent("progress", Progress.of(batch));
  }

  static NewEvent ended(BatchJob batch) {
    return new NewEvent(ENDED, Progress.of(batch));
  }

  static NewEvent post(PostResponse post) {
    return new NewEvent("post", post);
  }

  /** How far a batch is. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Progress(
      String id,
      String status,
      int totalPosts,
      int completedPosts,
      int failedPosts,
      int cancelledPosts,
      int remainingPosts,
      double percentage,
      BigDecimal costUsd,
      @Nullable BigDecimal budgetUsd,
      @Nullable String errorLog) {

    static Progress of(BatchJob batch) {
      Long budget = batch.budget();
      return new Progress(
          batch.id(),
          batch.status(),
          batch.total(),
          batch.completed(),
          batch.failed(),
          batch.cancelled(),
          batch.remaining(),
          batch.percentage(),
          Money.dollars(batch.spent()),
          budget == null ? null : Money.dollars(budget),
          batch.ended() ? batch.errorLog() : null);
    }
  }
}
