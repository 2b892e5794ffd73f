package dev.atelier.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of accounts, and when two of them are one. */
final class Username {

  static final int LONGEST = 50;

  // One character folds into eighteen at most.
  private static final int LONGEST_FOLDED = 18 * LONGEST;
  private static final int LONGEST_TYPED = 1000;

  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");
  private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");
  private static final Set<String> RESERVED =
      Set.of(
          "admin",
          "administrator",
          "anonymous",
          "api",
          "atelier",
          "me",
          "moderator",
          "null",
          "operator",
          "root",
          "support",
          "system",
          "undefined");

  private Username() {}

  /** The name as it is kept: composed, without what cannot be seen. */
  static String clean(String typed) {
    String visible = INVISIBLE.matcher(typed).replaceAll("");
    return SPACES
        .matcher(Normalizer.normalize(visible, Normalizer.Form.NFC))
        .replaceAll(" ")
        .strip();
  }

  /** A name for whoever has that e-mail address, which others may have too. */
  static String of(String email) {
    int at = email.indexOf('@');
    String local = clean(at < 0 ? email : email.substring(0, at));
    String plain = PlainText.isPlain(local) ? local : "";
    int end = plain.offsetByCodePoints(0, Math.min(40, plain.codePointCount(0, plain.length())));
    return plain.isEmpty() ? "member" : plain.substring(0, end).strip();
  }

  /** What names that a reader takes for the same have in common. */
  static String fold(String typed) {
    String compatible = Normalizer.normalize(clean(typed), Normalizer.Form.NFKC);
    String folded = compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return clean(Normalizer.normalize(folded, Normalizer.Form.NFKC));
  }

  /** The same of a name that may be anything; empty when no account can have it. */
  static String foldAny(String typed) {
    if (typed.length() > LONGEST_TYPED || !PlainText.isPlain(typed)) {
      return "";
    }
    String folded = fold(typed);
    return folded.length() > LONGEST_FOLDED ? "" : folded;
  }

  /** What is wrong with a clean name; null when nothing is. */
  static @Nullable String fault(String clean) {
    if (clean.isEmpty()) {
      return "must not be blank";
    }
    if (clean.codePointCount(0, clean.length()) > LONGEST) {
      return "must be at most " + LONGEST + " characters";
    }
    if (!PlainText.isPlain(clean)) {
      return "must have no control characters";
    }
    return RESERVED.contains(fold(clean)) ? "is reserved" : null;
  }
}
