package dev.atelier.videos.feed;

import java.util.Locale;

/** What a person thinks of a video. Tables hold the name, clients read it in lower case. */
enum Reaction {
  LIKE,
  DISLIKE;

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
