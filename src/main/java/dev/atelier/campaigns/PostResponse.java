package dev.atelier.campaigns;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A post on the wire: what existing clients read, and after that what is new. */
@JsonNaming(SnakeCaseStrategy.class)
record PostResponse(
    String id,
    String batchJobId,
    UUID campaignId,
    String brandName,
    @Nullable String topic,
    String tone,
    @Nullable String brief,
    @Nullable String targetAudience,
    @Nullable String generatedCaption,
    @Nullable String generatedImageUrl,
    String status,
    @Nullable String errorMessage,
    String createdAt,
    String updatedAt,
    int position,
    @Nullable String duplicateOf,
    boolean offline,
    BigDecimal costUsd,
    boolean regenerating,
    @Nullable String regenerateError) {

  static PostResponse of(Post post, Pictures pictures) {
    return new PostResponse(
        post.id(),
        post.batch(),
        post.campaign().value(),
        post.brandName(),
        post.topic(),
        post.tone(),
        post.brief(),
        post.targetAudience(),
        post.caption(),
        pictures.url(post),
        post.status(),
        post.error(),
        WireTime.of(post.createdAt()),
        WireTime.of(post.updatedAt()),
        post.position(),
        post.duplicateOf(),
        post.offline(),
        Money.dollars(post.cost()),
        post.redoing(),
        post.redoError());
  }
}
