package dev.atelier.campaigns;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Batches in the shapes that existing clients read; what is new comes after what they know. */
final class BatchWire {

  private BatchWire() {}

  /** The answer to a start. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Generated(Summary batchJob, Results result) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Summary(
      String id,
      String status,
      int totalPosts,
      int completedPosts,
      int failedPosts,
      @Nullable String createdBy) {

    static Summary of(BatchJob batch) {
      return new Summary(
          batch.id(),
          batch.status(),
          batch.total(),
          batch.completed(),
          batch.failed(),
          batch.createdBy());
    }
  }

  /** A batch in a list. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Item(
      String id,
      String campaignId,
      String name,
      String status,
      int totalPosts,
      int completedPosts,
      int failedPosts,
      @Nullable String createdBy,
      String createdAt,
      String updatedAt,
      int cancelledPosts,
      BigDecimal costUsd) {

    static Item of(BatchJob batch) {
      return new Item(
          batch.id(),
          batch.campaign().toString(),
          batch.name(),
          batch.status(),
          batch.total(),
          batch.completed(),
          batch.failed(),
          batch.createdBy(),
          WireTime.of(batch.createdAt()),
          WireTime.of(batch.updatedAt()),
          batch.cancelled(),
          Money.dollars(batch.spent()));
    }
  }

  /** How far a batch is. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Status(
      String id,
      String status,
      Progress progress,
      @Nullable String createdBy,
      String name,
      String campaignId,
      BigDecimal costUsd,
      @Nullable BigDecimal budgetUsd,
      @Nullable String errorLog) {

    static Status of(BatchJob batch) {
      Long budget = batch.budget();
      return new Status(
          batch.id(),
          batch.status(),
          new Progress(
              batch.total(),
              batch.completed(),
              batch.failed(),
              batch.remaining(),
              batch.percentage(),
              batch.cancelled()),
          batch.createdBy(),
          batch.name(),
          batch.campaign().toString(),
          Money.dollars(batch.spent()),
          budget == null ? null : Money.dollars(budget),
          batch.errorLog());
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record Progress(
      int totalPosts,
      int completedPosts,
      int failedPosts,
      int remainingPosts,
      double percentage,
      int cancelledPosts) {}

  /** What a batch has made. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Results(
      String batchId,
      int totalPosts,
      int completedPosts,
      int failedPosts,
      double processingTimeSeconds,
      double averageTimePerPost,
      List<Result> results,
      String status,
      int cancelledPosts,
      BigDecimal costUsd) {

    static Results of(BatchJob batch, Instant now, List<Result> results) {
      double seconds = batch.seconds(now);
      int ended = batch.total() - batch.remaining();
      return new Results(
          batch.id(),
          batch.total(),
          batch.completed(),
          batch.failed(),
          seconds,
          ended == 0 ? 0 : Math.round(100 * seconds / ended) / 100.0,
          results,
          batch.status(),
          batch.cancelled(),
          Money.dollars(batch.spent()));
    }
  }

  /** A post of a batch, as far as it was made. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(
      boolean success,
      @Nullable String error,
      String postId,
      String brandName,
      @Nullable String topic,
      @Nullable String caption,
      @Nullable String imageUrl,
      int position,
      boolean offline,
      @Nullable String duplicateOf,
      BigDecimal costUsd) {

    static Result of(Post post, @Nullable String imageUrl) {
      boolean success = post.status().equals(Post.COMPLETED);
      String error = post.error();
      return new Result(
          success,
          success ? null : error == null ? "Cancelled" : error,
          post.id(),
          post.brandName(),
          post.topic(),
          post.caption(),
          imageUrl,
          post.position(),
          post.offline(),
          post.duplicateOf(),
          Money.dollars(post.cost()));
    }
  }
}
