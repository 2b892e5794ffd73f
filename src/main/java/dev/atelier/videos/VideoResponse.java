package dev.atelier.videos;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.atelier.identity.UserId;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A video on the wire, for all clients there are: the score goes by both of its names. What tells
 * of our insides or of a provider, and whether it is hidden, only its owner reads.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record VideoResponse(
    UUID id,
    UUID userId,
    @Nullable String username,
    String prompt,
    String videoUrl,
    @Nullable String thumbnailUrl,
    int likes,
    int dislikes,
    long views,
    String createdAt,
    String updatedAt,
    String status,
    @Nullable String failureReason,
    @Nullable Integer durationSeconds,
    @Nullable UUID sourceVideoId,
    BigDecimal rankingScore,
    @JsonProperty("ranking_score") BigDecimal rankingScoreToo,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String myReaction,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean hidden,
    List<AssetResponse> assets) {

  /**
   * What that viewer reads of the video.
   *
   * @param viewer null when not known
   * @param reaction what the viewer made of it, as clients read it
   * @param score the score that gave the video its place
   */
  static VideoResponse of(
      Video video,
      List<VideoAsset> assets,
      @Nullable UserId viewer,
      @Nullable String reaction,
      long score) {
    boolean own = video.owner().equals(viewer);
    VideoId source = video.source();
    return new VideoResponse(
        video.id().value(),
        video.owner().value(),
        video.username(),
        video.prompt(),
        video.videoUrl() == null ? "" : video.videoUrl(),
        video.thumbnailUrl(),
        video.counts().likes(),
        video.counts().dislikes(),
        video.counts().views(),
        WireTime.of(video.createdAt()),
        WireTime.of(video.updatedAt()),
        video.status().wire(),
        own ? video.failureReason() : null,
        video.durationSeconds(),
        source == null ? null : source.value(),
        RankingFormula.wire(score),
        RankingFormula.wire(score),
        reaction,
        own && video.hiddenAt() != null ? true : null,
        assets.stream().map(asset -> AssetResponse.of(asset, own)).toList());
  }

  /** An asset on the wire. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record AssetResponse(
      UUID id,
      String assetType,
      String storageBackend,
      @Nullable String storageKey,
      @Nullable String filePath,
      @Nullable String publicUrl,
      @Nullable String sourceUrl,
      @Nullable Integer durationSeconds,
      String createdAt,
      String updatedAt) {

    static AssetResponse of(VideoAsset asset, boolean own) {
      return new AssetResponse(
          asset.id(),
          asset.type().wire(),
          asset.storageBackend(),
          own ? asset.storageKey() : null,
          own ? asset.filePath() : null,
          asset.publicUrl(),
          own ? asset.sourceUrl() : null,
          asset.durationSeconds(),
          WireTime.of(asset.createdAt()),
          WireTime.of(asset.updatedAt()));
    }
  }
}
