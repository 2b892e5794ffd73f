package dev.atelier.campaigns;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A caption and a picture about a topic.
 *
 * @param position place in the batch, from 1
 * @param foreignImage address of a picture that is not kept here
 * @param duplicateOf the post whose caption this one's is too much like
 * @param cost millionths of a dollar, of all settled calls
 * @param redoing whether a half is being made anew
 * @param redoError why the last such attempt failed; null where it did not
 */
record Post(
    String id,
    String batch,
    CampaignId campaign,
    int position,
    String brandName,
    @Nullable String topic,
    String tone,
    @Nullable String brief,
    @Nullable String targetAudience,
    @Nullable String caption,
    @Nullable String imageKey,
    @Nullable String foreignImage,
    String status,
    @Nullable String error,
    @Nullable String duplicateOf,
    boolean offline,
    long cost,
    boolean redoing,
    @Nullable String redoError,
    Instant createdAt,
    Instant updatedAt) {

  static final String COMPLETED = "completed";
  static final String FAILED = "failed";
  static final String CANCELLED = "cancelled";

  static boolean ended(String status) {
    return status.equals(COMPLETED) || status.equals(FAILED) || status.equals(CANCELLED);
  }

  boolean ended() {
    return ended(status);
  }
}
