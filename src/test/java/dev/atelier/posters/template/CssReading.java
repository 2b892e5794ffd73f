package dev.atelier.posters.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads CSS as browsers do (CSS Syntax, tokens only): what separates rules and declarations, and
 * the addresses.
 *
 * @param structure the characters {@code { } ; : ( ) @ !} and the starts of strings and comments
 *     that mean something
 */
record CssReading(List<Integer> structure, List<String> addresses) {

  static CssReading of(String css) {
    List<Integer> structure = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    int i = 0;
    while (i < css.length()) {
      char character = css.charAt(i);
      if (character == '\\') {
        i = afterEscape(css, i);
      } else if (css.startsWith("/*", i)) {
        structure.add((int) '*');
        int end = css.indexOf("*/", i + 2);
        i = end < 0 ? css.length() : end + 2;
      } else if (character == '"' || character == '\'') {
        structure.add((int) '"');
        i = afterString(css, i);
      } else if (css.regionMatches(true, i, "url(", 0, 4)) {
        int start = i + 4;
        boolean quoted = start < css.length() && "\"'".indexOf(css.charAt(start)) >= 0;
        int end = quoted ? afterString(css, start) : css.indexOf(')', start);
        end = end < 0 ? css.length() : end;
        addresses.add(
            quoted
                ? css.substring(start + 1, Math.max(start + 1, end - 1))
                : css.substring(start, end));
        structure.add((int) 'u');
        i = end;
      } else {
        if ("{};:()@!<".indexOf(character) >= 0) {
          structure.add((int) character);
        }
        i++;
      }
    }
    return new CssReading(structure, addresses);
  }

  private static int afterString(String css, int start) {
    char quote = css.charAt(start);
    int i = start + 1;
    while (i < css.length()) {
      if (css.charAt(i) == quote || css.charAt(i) == '\n') {
        return i + 1;
      }
      i = css.charAt(i) == '\\' ? afterEscape(css, i) : i + 1;
    }
    return i;
  }

  private static int afterEscape(String css, int backslash) {
    int i = backslash + 1;
    int digits = 0;
    while (i < css.length() && digits < 6 && Character.digit(css.charAt(i), 16) >= 0) {
      i++;
      digits++;
    }
    if (digits == 0) {
      return Math.min(css.length(), i + 1);
    }
    return i < css.length() && " \t\n".indexOf(css.charAt(i)) >= 0 ? i + 1 : i;
  }
}
