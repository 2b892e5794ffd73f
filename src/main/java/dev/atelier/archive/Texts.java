package dev.atelier.archive;

/** Texts of others, made fit for the database and for logs. */
final class Texts {

  private static final int MAX_ERROR = 500;

  private Texts() {}

  /** The text without what PostgreSQL cannot keep. */
  static String storable(String text) {
    StringBuilder kept = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (c == 0 || Character.isSurrogate(c) && !pair) {
        kept = kept == null ? new StringBuilder(text) : kept;
        kept.setCharAt(i, '\uFFFD');
      } else if (pair) {
        i++;
      }
    }
    return kept == null ? text : kept.toString();
  }

  /** A line of a user's errors, not longer than anybody reads. */
  static String error(String text) {
    String kept = storable(text);
    return kept.length() <= MAX_ERROR ? kept : kept.substring(0, MAX_ERROR - 1) + "…";
  }

  /** An e-mail address as logs may have it: {@code u***@example.com}. */
  static String masked(String email) {
    int at = email.lastIndexOf('@');
    return at < 1
        ? "***"
        : email.substring(0, email.offsetByCodePoints(0, 1)) + "***" + domain(email, at);
  }

  private static String domain(String email, int at) {
    String domain = email.substring(at);
    return domain.matches("@[A-Za-z0-9.-]{1,100}") ? domain : "@***";
  }
}
