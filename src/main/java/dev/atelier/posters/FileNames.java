package dev.atelier.posters;

import java.util.regex.Pattern;

/** File names made from what people type. */
final class FileNames {

  private static final int MAX = 80;
  private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{M}\\p{N}_-]+");

  private FileNames() {}

  /** Letters, digits, {@code _} and {@code -} of the text; never empty, never a path. */
  static String safe(String text) {
    String safe = UNSAFE.matcher(text).replaceAll("-").replaceAll("^-+|-+$", "");
    int length = safe.offsetByCodePoints(0, Math.min(MAX, safe.codePointCount(0, safe.length())));
    return safe.isEmpty() ? "poster" : safe.substring(0, length);
  }
}
