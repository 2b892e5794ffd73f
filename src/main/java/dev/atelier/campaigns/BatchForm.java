package dev.atelier.campaigns;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clients send to have posts made; further fields are not read. */
record BatchForm(
    @Nullable String name,
    @Nullable List<@Nullable PostForm> posts,
    @JsonProperty("generation_options") @Nullable OptionsForm options,
    @JsonProperty("budget_usd") @Nullable BigDecimal budget) {

  static final int MAX_POSTS = 10_000;
  static final int MAX_NAME = 255;

  private static final BigDecimal MAX_BUDGET = BigDecimal.valueOf(1_000_000);
  private static final int MAX_WORDS = 500;

  /** How captions are to be. */
  record OptionsForm(
      @JsonProperty("max_caption_words") @Nullable Integer maxCaptionWords,
      @JsonProperty("include_hashtags") @Nullable Boolean includeHashtags,
      @JsonProperty("include_emojis") @Nullable Boolean includeEmojis) {}

  /** The order that this is, if all of it is acceptable. */
  BatchOrder checked(Campaign campaign) {
    Checks checks = new Checks();
    checks.optional("name", name, MAX_NAME);
    List<@Nullable PostForm> given = posts == null ? List.of() : posts;
    if (given.isEmpty()) {
      checks.add("posts", posts == null ? "is required" : "must have at least one post");
    } else if (given.size() > MAX_POSTS) {
      checks.add("posts", "must have at most %,d posts".formatted(MAX_POSTS));
      checks.verify();
    }
    if (budget != null && (budget.signum() < 0 || budget.compareTo(MAX_BUDGET) > 0)) {
      checks.add("budget_usd", "must be between 0 and 1,000,000");
    }
    List<NewPost> accepted = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      PostForm post = given.get(i);
      String place = "posts[" + i + "]";
      if (post == null) {
        checks.add(place, "is required");
      } else {
        accepted.add(post.checked(campaign, checks, place + "."));
      }
    }
    CaptionOptions wanted = options(checks);
    checks.verify();
    return new BatchOrder(
        name == null ? "" : name.strip(),
        accepted,
        wanted,
        budget == null ? null : Money.micros(budget));
  }

  private CaptionOptions options(Checks checks) {
    if (options == null) {
      return CaptionOptions.DEFAULT;
    }
    Integer words = options.maxCaptionWords();
    if (words != null && (words < 1 || words > MAX_WORDS)) {
      checks.add("generation_options.max_caption_words", "must be between 1 and " + MAX_WORDS);
    }
    return new CaptionOptions(
        words,
        !Boolean.FALSE.equals(options.includeHashtags()),
        !Boolean.FALSE.equals(options.includeEmojis()));
  }
}
