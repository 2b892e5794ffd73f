package dev.atelier.identity;

/** Text that a database keeps and a terminal shows as it was typed. */
final class PlainText {

  private PlainText() {}

  /** Whether the text is on one line, and has no control character and no half of a pair. */
  static boolean isPlain(String text) {
    return text.codePoints()
        .noneMatch(point ->
            Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
  }
}
