package dev.atelier.posters.template;

import dev.atelier.posters.template.Segment.Image;
import dev.atelier.posters.template.Segment.Place;
import dev.atelier.posters.template.Segment.Value;
import java.util.function.Consumer;

/** Walks once through CSS and gives each marked placeholder the context it stands in. */
final class CssText {

  private final String css;
  private final Marks marks;
  private final Consumer<String> external;
  private final StringBuilder placed;
  private int at;

  private CssText(String css, Marks marks, Consumer<String> external) {
    this.css = css;
    this.marks = marks;
    this.external = external;
    this.placed = new StringBuilder(css.length());
  }

  /**
   * The CSS with its placeholders placed.
   *
   * @param external is told each address in the CSS that would have to be fetched
   */
  static String place(String css, Marks marks, Consumer<String> external) {
    return new CssText(css, marks, external).place();
  }

  private String place() {
    while (at < css.length()) {
      char character = css.charAt(at);
      int mark = Marks.lengthAt(css, at);
      if (mark > 0) {
        placed.append(value(css.substring(at, at + mark), Escape.CSS_VALUE));
        at += mark;
      } else if (css.startsWith("/*", at)) {
        copyTo(endOf("*/"));
      } else if (character == '\\') {
        copyTo(afterEscape(at));
      } else if (character == '"' || character == '\'') {
        int end = endOfString(at);
        placed.append(value(css.substring(at, end), Escape.CSS_STRING));
        at = end;
      } else if (startsUrl()) {
        placeUrl();
      } else {
        copyTo(at + 1);
      }
    }
    return placed.toString();
  }

  private void placeUrl() {
    int start = skipBlanks(at + "url(".length());
    char quote = start < css.length() ? css.charAt(start) : ' ';
    boolean quoted = quote == '"' || quote == '\'';
    int end = quoted ? endOfString(start) : css.indexOf(')', start);
    int close = quoted ? skipBlanks(end) : end;
    if (close < 0 || close >= css.length() || css.charAt(close) != ')') {
      // Not an address to any browser either; what follows is read as ordinary CSS.
      copyTo(at + "url(".length());
      return;
    }
    String address = quoted ? css.substring(start + 1, end - 1) : css.substring(start, end);
    if (Marks.areIn(address)) {
      placed.append(marks.put(new Image(Addresses.parts(address.strip(), marks), Place.CSS)));
      at = close + 1;
    } else {
      if (Links.isExternal(address)) {
        external.accept(address.strip());
      }
      copyTo(close + 1);
    }
  }

  private boolean startsUrl() {
    return css.regionMatches(true, at, "url(", 0, 4) && (at == 0 || !isName(css.charAt(at - 1)));
  }

  private String value(String text, Escape escape) {
    return marks.place(text, name -> new Value(name, escape));
  }

  /** First index after the string that starts here; a line end closes it, too. */
  private int endOfString(int start) {
    char quote = css.charAt(start);
    int i = start + 1;
    while (i < css.length()) {
      char character = css.charAt(i);
      if (character == quote || character == '\n' || character == '\r' || character == '\f') {
        return i + 1;
      }
      i = character == '\\' ? afterEscape(i) : i + 1;
    }
    return css.length();
  }

  /** A mark after a backslash belongs to the escape: the author escaped the brace. */
  private int afterEscape(int backslash) {
    int next = backslash + 1;
    if (next >= css.length()) {
      return css.length();
    }
    return next + Math.max(1, Marks.lengthAt(css, next));
  }

  private int endOf(String closing) {
    int end = css.indexOf(closing, at + closing.length());
    return end < 0 ? css.length() : end + closing.length();
  }

  private int skipBlanks(int index) {
    int i = index;
    while (i < css.length() && " \t\n\r\f".indexOf(css.charAt(i)) >= 0) {
      i++;
    }
    return i;
  }

  private void copyTo(int end) {
    placed.append(css, at, end);
    at = end;
  }

  private static boolean isName(char character) {
    return Character.isLetterOrDigit(character) || character == '-' || character == '_';
  }
}
