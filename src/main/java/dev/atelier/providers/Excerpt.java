package dev.atelier.providers;

import org.jspecify.annotations.Nullable;

/** A short piece of somebody else's text that is safe to put into a message or a log. */
final class Excerpt {

  private static final int LENGTH = 80;

  private Excerpt() {}

  static String of(@Nullable String text) {
    if (text == null) {
      return "";
    }
    String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
    return plain.length() <= LENGTH ? plain : plain.substring(0, LENGTH) + "…";
  }
}
