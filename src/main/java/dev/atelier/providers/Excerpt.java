package dev.atelier.providers;

import org.jspecify.annotations.Nullable;

/** A short piece of somebody else's text that is safe to put into a message or a log. */
public final class Excerpt {

  private static final int LENGTH = 80;

  private Excerpt() {}

  /** At most 80 characters of the text, without control characters. */
  public static String of(@Nullable String text) {
    return of(text, LENGTH);
  }

  /** At most so many characters of the text, without control characters. */
  public static String of(@Nullable String text, int length) {
    if (text == null) {
      return "";
    }
    String plain = text.replaceAll("[\\s\\p{Cntrl}\\p{Cf}\\p{Cs}]+", " ").strip();
    if (plain.length() <= length) {
      return plain;
    }
    int end = Character.isHighSurrogate(plain.charAt(length - 1)) ? length - 1 : length;
    return plain.substring(0, end) + "…";
  }
}
