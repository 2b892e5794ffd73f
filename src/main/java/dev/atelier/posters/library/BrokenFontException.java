package dev.atelier.posters.library;

/** A file that is no font we can use; the message is a sentence that says why. */
final class BrokenFontException extends Exception {

  private static final long serialVersionUID = 1L;

  BrokenFontException(String message) {
    super(message);
  }

  BrokenFontException(String message, Throwable cause) {
    super(message, cause);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
