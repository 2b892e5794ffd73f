package dev.atelier.videos;

import dev.atelier.identity.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A video, made or yet to be made.
 *
 * @param username what its owner goes by; null when nothing is known
 * @param work what its making needs and nobody else
 * @param publishedAt when it was completed
 * @param hiddenAt since when the operator keeps it from others
 */
public record Video(
    VideoId id,
    UserId owner,
    @Nullable String username,
    String prompt,
    @Nullable String videoUrl,
    @Nullable String thumbnailUrl,
    VideoStatus status,
    Counts counts,
    @Nullable Integer durationSeconds,
    @Nullable String failureReason,
    @Nullable VideoId source,
    Work work,
    @Nullable Instant publishedAt,
    @Nullable Instant hiddenAt,
    Instant createdAt,
    Instant updatedAt) {

  /** What viewers made of it. */
  public record Counts(int likes, int dislikes, long views) {

    /** Nothing yet. */
    public static final Counts NONE = new Counts(0, 0, 0);
  }

  /**
   * How it is made.
   *
   * @param operationName what the provider calls its making; null until it was submitted
   */
  public record Work(
      @Nullable String operationName,
      @Nullable String sceneId,
      @Nullable Integer seed,
      @Nullable String modelKey,
      @Nullable String aspectRatio) {}

  /** Whether anybody may see it. */
  public boolean isPublic() {
    return status == VideoStatus.COMPLETED && hiddenAt == null;
  }

  /** Whether that user may see it, or anybody who is not known. */
  public boolean isVisibleTo(@Nullable UserId viewer) {
    return isPublic() || owner.equals(viewer);
  }
}
