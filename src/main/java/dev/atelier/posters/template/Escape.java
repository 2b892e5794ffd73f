package dev.atelier.posters.template;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** How a value is written so that it stays a value where it stands. */
enum Escape {
  /** As it is, for text that is checked and escaped later as part of something larger. */
  NONE(value -> value),

  /** Quoted attribute values. */
  HTML(Escape::html),

  /** Text that people read; the same as {@link #HTML}, but marked when texts are measured. */
  TEXT(Escape::html),

  /** Inside a quoted CSS string. */
  CSS_STRING(value -> css(value, Escape::staysInCssString)),

  /** CSS outside strings: colours, numbers and names work, everything else is inert. */
  CSS_VALUE(Escape::cssValue),

  /** A {@code data:} URL inside a quoted CSS string. */
  CSS_URL(value -> css(value, Escape::staysInCssUrl)),

  /** Within the path of an address. */
  URL_PATH(value -> percent(value, "-._~/:@!$&'()*+,;=")),

  /** Within the query or the fragment of an address. */
  URL_QUERY(value -> percent(value, "-._~"));

  private static final char REPLACEMENT = '\uFFFD';

  private static final Pattern COLOUR_FUNCTION =
      Pattern.compile(
          "(rgba?|hsla?|hwb|lab|lch|oklab|oklch)\\([0-9a-z%.,+ -]{1,60}\\)",
          Pattern.CASE_INSENSITIVE);

  private final UnaryOperator<String> rule;

  Escape(UnaryOperator<String> rule) {
    this.rule = rule;
  }

  String apply(String value) {
    return rule.apply(value);
  }

  private static String html(String value) {
    String text = value.indexOf('\r') < 0 ? value : value.replace("\r\n", "\n").replace('\r', '\n');
    int plain = 0;
    while (plain < text.length() && isPlain(text.charAt(plain))) {
      plain++;
    }
    if (plain == text.length()) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 32).append(text, 0, plain);
    text.codePoints().skip(text.codePointCount(0, plain)).forEach(c -> appendHtml(escaped, c));
    return escaped.toString();
  }

  private static void appendHtml(StringBuilder escaped, int codePoint) {
    switch (codePoint) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      default -> escaped.appendCodePoint(isText(codePoint) ? codePoint : REPLACEMENT);
    }
  }

  private static boolean isPlain(char character) {
    return switch (character) {
      case '&', '<', '>', '"', '\'', 0 -> false;
      default -> !Character.isSurrogate(character);
    };
  }

  /** Neither NUL nor half of a surrogate pair. */
  private static boolean isText(int codePoint) {
    return codePoint != 0 && (codePoint < 0xD800 || codePoint > 0xDFFF);
  }

  private static String cssValue(String value) {
    String trimmed = value.strip();
    return COLOUR_FUNCTION.matcher(trimmed).matches()
        ? trimmed
        : css(trimmed, Escape::staysInCssValue);
  }

  /** Writes what may not stay as the escape with the hexadecimal number of the character. */
  private static String css(String value, IntPredicate stays) {
    if (value.codePoints().allMatch(stays)) {
      return value;
    }
    StringBuilder escaped = new StringBuilder(value.length() + 32);
    value
        .codePoints()
        .map(codePoint -> isText(codePoint) ? codePoint : REPLACEMENT)
        .forEach(codePoint -> {
          if (stays.test(codePoint)) {
            escaped.appendCodePoint(codePoint);
          } else {
            escaped.append('\\').append(Integer.toHexString(codePoint)).append(' ');
          }
        });
    return escaped.toString();
  }

  private static boolean staysInCssString(int codePoint) {
    return isCssLetter(codePoint) || " -_.,".indexOf(codePoint) >= 0;
  }

  private static boolean staysInCssValue(int codePoint) {
    return isCssLetter(codePoint) || " -_.,#%+".indexOf(codePoint) >= 0;
  }

  private static boolean staysInCssUrl(int codePoint) {
    return isCssLetter(codePoint) || "+/=:;,-_.%".indexOf(codePoint) >= 0;
  }

  private static boolean isCssLetter(int codePoint) {
    return isAsciiLetterOrDigit(codePoint) || (codePoint >= 0xA0 && isText(codePoint));
  }

  private static boolean isAsciiLetterOrDigit(int codePoint) {
    return (codePoint >= 'a' && codePoint <= 'z')
        || (codePoint >= 'A' && codePoint <= 'Z')
        || (codePoint >= '0' && codePoint <= '9');
  }

  private static String percent(String value, String stays) {
    StringBuilder encoded = new StringBuilder(value.length() + 16);
    for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
      int character = octet & 0xFF;
      if (isAsciiLetterOrDigit(character) || stays.indexOf(character) >= 0) {
        encoded.append((char) character);
      } else {
        encoded.append("%%%02X".formatted(character));
      }
    }
    return encoded.toString();
  }
}
