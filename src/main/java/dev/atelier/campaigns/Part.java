package dev.atelier.campaigns;

import java.util.Locale;

/** The halves of a post, which are made side by side. */
enum Part {
  CAPTION,
  IMAGE;

  /** On the wire and in the database. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** At the start of a sentence. */
  String title() {
    return this == CAPTION ? "Caption" : "Image";
  }

  static Part of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
