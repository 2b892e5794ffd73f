package dev.atelier.campaigns;

import org.jspecify.annotations.Nullable;

/** How the captions of a batch are to be. */
record CaptionOptions(@Nullable Integer maxWords, boolean hashtags, boolean emojis) {

  static final CaptionOptions DEFAULT = new CaptionOptions(null, true, true);
}
