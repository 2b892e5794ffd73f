package dev.atelier.campaigns;

import dev.atelier.identity.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a series of posts is about.
 *
 * @param tone the id of a tone or free text
 * @param status free text, but for {@link #DELETED}
 */
record Campaign(
    CampaignId id,
    UserId owner,
    String name,
    @Nullable String description,
    String brandName,
    @Nullable String targetAudience,
    @Nullable String tone,
    String status,
    Instant createdAt,
    Instant updatedAt) {

  static final String DRAFT = "draft";
  static final String DELETED = "deleted";
}
