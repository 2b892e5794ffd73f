package dev.atelier.campaigns;

import dev.atelier.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Posts that are made together.
 *
 * @param status one of the constants
 * @param errorLog a line for each failure; null where there is none
 * @param budget most millionths of a dollar; null for any
 * @param spent millionths of a dollar, of settled calls
 */
record BatchJob(
    String id,
    CampaignId campaign,
    UserId owner,
    String name,
    String status,
    int total,
    int completed,
    int failed,
    int cancelled,
    @Nullable String createdBy,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String errorLog,
    @Nullable Long budget,
    long spent) {

  static final String PENDING = "pending";
  static final String PROCESSING = "processing";
  static final String COMPLETED = "completed";
  static final String WITH_ERRORS = "completed_with_errors";
  static final String FAILED = "failed";
  static final String CANCELLED = "cancelled";

  boolean ended() {
    return endedAt != null;
  }

  int remaining() {
    return total - completed - failed - cancelled;
  }

  /** Per cent of the posts that have ended, to one decimal. */
  double percentage() {
    return total == 0 ? 0 : Math.round(1_000.0 * (total - remaining()) / total) / 10.0;
  }

  /** Seconds from the first call to the end, or to now. */
  double seconds(Instant now) {
    Instant from = startedAt == null ? createdAt : startedAt;
    Instant to = endedAt == null ? now : endedAt;
    return Math.max(0, Math.round(Duration.between(from, to).toMillis() / 10.0) / 100.0);
  }
}
