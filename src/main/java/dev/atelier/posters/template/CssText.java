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
      if (css.startsWith("/*", at)) {
        copyTo(endOfComment());
      } else if (character == '"' || character == '\'') {
        int end = endOfString(at);
        while (at < end) {
          placeNext(Escape.CSS_STRING);
        }
      } else if (startsUrl()) {
        placeUrl();
      } else {
        placeNext(Escape.CSS_VALUE);
      }
    }
    return placed.toString();
  }

  /** Copies one character, one escape or one mark; the mark gets its place. */
  private void placeNext(Escape escape) {
    int mark = Marks.lengthAt(css, at);
    if (mark > 0) {
      placed.append(marks.place(css.substring(at, at + mark), name -> new Value(name, escape)));
      at += mark;
    } else {
      copyTo(css.charAt(at) == '\\' ? afterEscape(at) : at + 1);
    }
  }

  private void placeUrl() {
    int start = skipBlanks(at + "url(".length());
    char quote = start < css.length() ? css.charAt(start) : ' ';
    boolean quoted = quote == '"' || quote == '\'';
    int end = quoted ? endOfString(start) : endOf(')', start);
    int close = quoted ? skipBlanks(end) : end;
    if (close < css.length() && css.charAt(close) != ')') {
      // Not an address to any browser either; what follows is read as ordinary CSS.
      copyTo(at + "url(".length());
      return;
    }
    boolean closedQuote = quoted && end - 1 > start && css.charAt(end - 1) == quote;
    String address = css.substring(quoted ? start + 1 : start, closedQuote ? end - 1 : end);
    int next = Math.min(close + 1, css.length());
    if (Marks.areIn(address) || OwnMedia.is(address)) {
      placed.append(marks.put(new Image(Addresses.parts(address.strip(), marks), Place.CSS)));
      at = next;
    } else {
      if (Links.isExternal(address)) {
        external.accept(address.strip());
      }
      copyTo(next);
    }
  }

  private boolean startsUrl() {
    return css.regionMatches(true, at, "url(", 0, 4) && (at == 0 || !isName(css.charAt(at - 1)));
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

  private int endOfComment() {
    int end = css.indexOf("*/", at + 2);
    return end < 0 ? css.length() : end + 2;
  }

  private int endOf(char closing, int start) {
    int end = css.indexOf(closing, start);
    return end < 0 ? css.length() : end;
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
