package dev.atelier.posters.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks that stand for segments while the template is plain text, an HTML tree or CSS. A mark is
 * made of two code points that Unicode keeps out of all text, with a number between them, so every
 * parser takes it for a word.
 */
final class Marks {

  private static final char OPEN = '\uFDD0';
  private static final char CLOSE = '\uFDD1';
  private static final Pattern MARK = Pattern.compile(OPEN + "([0-9]+)" + CLOSE);

  private final List<Segment> segments = new ArrayList<>();

  /** Replaces each {@code {name}} of a known name by a mark for it. */
  String markPlaceholders(String source, Set<String> known) {
    String text = source.replace(OPEN, '\uFFFD').replace(CLOSE, '\uFFFD');
    int longest = known.stream().mapToInt(String::length).max().orElse(0);
    StringBuilder marked = new StringBuilder(text.length());
    long line = 1;
    int close = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '\n') {
        line++;
      }
      if (character == '{' && close >= 0) {
        close = close > i ? close : text.indexOf('}', i);
        int length = close - i - 1;
        if (length > 0 && length <= longest && known.contains(text.substring(i + 1, close))) {
          marked.append(put(new Segment.Unplaced(text.substring(i + 1, close), line)));
          i = close;
          continue;
        }
      }
      marked.append(character);
    }
    return marked.toString();
  }

  /** The mark that stands for a segment from now on. */
  String put(Segment segment) {
    segments.add(segment);
    return OPEN + Integer.toString(segments.size() - 1) + CLOSE;
  }

  static boolean areIn(String text) {
    return text.indexOf(OPEN) >= 0;
  }

  /** Length of the mark that starts here, 0 if none does. */
  static int lengthAt(String text, int index) {
    return text.charAt(index) == OPEN ? text.indexOf(CLOSE, index) + 1 - index : 0;
  }

  /** Replaces the marks of placeholders without a context; others stay. */
  String place(String text, Function<String, Segment> segmentOfName) {
    return MARK.matcher(text)
        .replaceAll(match ->
            segment(match) instanceof Segment.Unplaced unplaced
                ? put(segmentOfName.apply(unplaced.name()))
                : match.group());
  }

  /** The segments of a text, with the text between them as literals. */
  List<Segment> split(String text) {
    List<Segment> parts = new ArrayList<>();
    Matcher matcher = MARK.matcher(text);
    int end = 0;
    while (matcher.find()) {
      addLiteral(parts, text.substring(end, matcher.start()));
      parts.add(segment(matcher));
      end = matcher.end();
    }
    addLiteral(parts, text.substring(end));
    return parts;
  }

  private Segment segment(MatchResult mark) {
    return segments.get(Integer.parseInt(mark.group(1)));
  }

  private static void addLiteral(List<Segment> parts, String text) {
    if (!text.isEmpty()) {
      parts.add(new Segment.Literal(text));
    }
  }
}
