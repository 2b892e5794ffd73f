package dev.atelier.campaigns;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What clients send of a post to make. */
record PostForm(
    @JsonProperty("brand_name") @Nullable String brandName,
    @Nullable String topic,
    @Nullable String title,
    @Nullable String tone,
    @Nullable String brief,
    @JsonProperty("target_audience") @Nullable String targetAudience,
    @JsonProperty("generate_caption") @Nullable Boolean generateCaption,
    @JsonProperty("generate_image") @Nullable Boolean generateImage) {

  static final int MAX_BRAND = 255;
  static final int MAX_TOPIC = 500;
  static final int MAX_TONE = 100;
  static final int MAX_TEXT = 4_000;

  private static final String ANY_TOPIC = "General";
  private static final String ANY_AUDIENCE = "General audience";

  /** The post; what is wrong goes to the checks, named with the prefix. */
  NewPost checked(Campaign campaign, Checks checks, String prefix) {
    String subject = first(topic, title, ANY_TOPIC);
    checks.optional(prefix + "topic", subject, MAX_TOPIC);
    checks.optional(prefix + "brief", brief, MAX_TEXT);
    checks.optional(prefix + "target_audience", targetAudience, MAX_TEXT);
    boolean caption = !Boolean.FALSE.equals(generateCaption);
    boolean image = !Boolean.FALSE.equals(generateImage);
    if (!caption && !image) {
      checks.add(prefix + "generate_image", "or generate_caption must be true");
    }
    return new NewPost(
        checks.required(prefix + "brand_name", brandName, MAX_BRAND),
        subject,
        checks.required(prefix + "tone", tone, MAX_TONE),
        brief == null ? "" : brief,
        first(targetAudience, campaign.targetAudience(), ANY_AUDIENCE),
        caption,
        image,
        null);
  }

  private static String first(@Nullable String one, @Nullable String other, String otherwise) {
    if (one != null && !one.isBlank()) {
      return one;
    }
    return other != null && !other.isBlank() ? other : otherwise;
  }
}
