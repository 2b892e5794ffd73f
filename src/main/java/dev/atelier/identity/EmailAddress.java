package dev.atelier.identity;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address.
 *
 * @param text as it is kept, with the domain in lower case
 * @param folded what addresses that are taken for the same have in common
 */
record EmailAddress(String text, String folded) {

  private static final int LONGEST = 254;
  private static final Pattern LOCAL =
      Pattern.compile("[^\\s@<>()\\[\\]\\\\,;:\".]+(\\.[^\\s@<>()\\[\\]\\\\,;:\".]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

  /** The address that was typed; null when it cannot be one. */
  static @Nullable EmailAddress parse(String typed) {
    String text = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
    int at = text.lastIndexOf('@');
    if (at < 1 || at > 64 || text.length() > LONGEST || !PlainText.isPlain(text)) {
      return null;
    }
    String local = text.substring(0, at);
    String domain = text.substring(at + 1).toLowerCase(Locale.ROOT);
    String ascii = ascii(domain);
    if (!LOCAL.matcher(local).matches() || !DOMAIN.matcher(ascii).matches()) {
      return null;
    }
    return new EmailAddress(local + "@" + domain, Username.fold(local) + "@" + ascii);
  }

  private static String ascii(String domain) {
    try {
      return IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
