package dev.atelier.table;

/** What is done to the text of a cell. */
public final class Cells {

  private static final int SHOWN = 40;

  private Cells() {}

  /** Without the white space around it, no-break spaces and byte order marks included. */
  public static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** The start of a cell, to be shown in a message. */
  public static String shorten(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  private static boolean isBlank(char character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || character == '\uFEFF';
  }
}
