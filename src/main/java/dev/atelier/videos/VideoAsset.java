package dev.atelier.videos;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored file of a video; there is one of each type at most.
 *
 * @param filePath where a browser of this server finds it, such as {@code /media/…}
 * @param sourceUrl where the provider had it; for the owner's eyes only
 */
public record VideoAsset(
    UUID id,
    VideoId video,
    Type type,
    String storageBackend,
    String storageKey,
    @Nullable String filePath,
    @Nullable String publicUrl,
    @Nullable String sourceUrl,
    @Nullable Integer durationSeconds,
    Instant createdAt,
    Instant updatedAt) {

  /** What an asset is of its video. */
  public enum Type {
    VIDEO,
    THUMBNAIL;

    /** The type as clients read it. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
