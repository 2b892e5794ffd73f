package dev.atelier.providers.sandbox;

import java.awt.geom.Path2D;
import java.util.HashMap;
import java.util.Map;
import java.util.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * Capital letters and digits as strokes in a box 10 high: {@code M x y} moves, {@code L x y} draws
 * a line, {@code Q x y x y} a quadratic and {@code C x y x y x y} a cubic curve.
 */
final class LetterStrokes {

  static final double HEIGHT = 10;
  static final double GAP = 3;

  private static final Map<Character, String> STROKES = strokes();

  private LetterStrokes() {}

  private static Map<Character, String> strokes() {
    String table =
        """
        A M 0 10 L 4 0 L 8 10 M 1.4 6.6 L 6.6 6.6
        B M 0 0 L 0 10 L 3.4 10 C 8 10 8 4.8 3.4 4.8 L 0 4.8 M 0 0 L 3 0 C 7 0 7 4.8 3 4.8
        C M 7.6 1.8 C 4.4 -1.8 0 0.6 0 5 C 0 9.4 4.4 11.8 7.6 8.2
        D M 0 0 L 0 10 L 2.6 10 C 9.2 10 9.2 0 2.6 0 L 0 0
        E M 6 0 L 0 0 L 0 10 L 6 10 M 0 4.9 L 5.2 4.9
        F M 6 0 L 0 0 L 0 10 M 0 4.9 L 5 4.9
        G M 7.6 1.8 C 4.4 -1.8 0 0.6 0 5 C 0 10.6 7.8 12 7.8 5.4 L 4.6 5.4
        H M 0 0 L 0 10 M 7 0 L 7 10 M 0 4.9 L 7 4.9
        I M 0 0 L 0 10
        J M 4.6 0 L 4.6 7 C 4.6 10.8 0.6 11 0 8
        K M 0 0 L 0 10 M 6.6 0 L 0 5.8 M 2.2 3.9 L 7 10
        L M 0 0 L 0 10 L 5.6 10
        M M 0 10 L 0 0 L 4.4 6.4 L 8.8 0 L 8.8 10
        N M 0 10 L 0 0 L 7 10 L 7 0
        O M 4.6 0 C 10.7 0 10.7 10 4.6 10 C -1.5 10 -1.5 0 4.6 0
        P M 0 10 L 0 0 L 3.4 0 C 8 0 8 5.6 3.4 5.6 L 0 5.6
        Q M 4.6 0 C 10.7 0 10.7 10 4.6 10 C -1.5 10 -1.5 0 4.6 0 M 5.6 7.2 L 9 10.4
        R M 0 10 L 0 0 L 3.4 0 C 8 0 8 5.4 3.4 5.4 L 0 5.4 M 3.4 5.4 L 7 10
        S M 6.4 1.6 C 5 -0.6 0.4 -0.6 0.4 2.5 C 0.4 5.6 6.8 4.2 6.8 7.4 C 6.8 10.8 1.2 10.8 0 8.2
        T M 0 0 L 7.6 0 M 3.8 0 L 3.8 10
        U M 0 0 L 0 6 C 0 11.4 7.2 11.4 7.2 6 L 7.2 0
        V M 0 0 L 4 10 L 8 0
        W M 0 0 L 2.8 10 L 5.6 1.6 L 8.4 10 L 11.2 0
        X M 0 0 L 7.2 10 M 7.2 0 L 0 10
        Y M 0 0 L 3.8 5 L 7.6 0 M 3.8 5 L 3.8 10
        Z M 0 0 L 6.8 0 L 0 10 L 6.8 10
        0 M 3.4 0 C 7.9 0 7.9 10 3.4 10 C -1.1 10 -1.1 0 3.4 0
        1 M 0 2 L 2.6 0 L 2.6 10
        2 M 0.2 2.4 C 0.8 -0.8 6 -0.8 6 2.6 C 6 5 2 7 0 10 L 6.2 10
        3 M 0.2 1.6 C 1.6 -0.8 6 -0.4 6 2.4 C 6 4 4.6 4.8 2.6 4.8 C 7.8 4.8 7.4 10 3 10 Q 1 10 0 8.4
        4 M 5 10 L 5 0 L 0 7 L 6.8 7
        5 M 5.8 0 L 1 0 L 0.6 4.4 C 3 2.8 6.4 4 6.4 6.8 C 6.4 10.4 1.4 11 0 8.4
        6 M 5.6 0.4 C 1.6 0 -1.6 10 3.4 10 C 7.6 10 7.2 4.2 3.4 4.2 C 1.6 4.2 0.2 5.4 0.2 7.2
        7 M 0 0 L 6.2 0 L 2 10
        8 M 3.3 4.6 C 7 4.6 6.8 0 3.3 0 C -0.2 0 -0.4 4.6 3.3 4.6 C 8 4.6 7.6 10 3.3 10 C -1 10 -1.4 4.6 3.3 4.6
        9 M 1 9.6 C 5 10 8.2 0 3.2 0 C -1 0 -0.6 5.8 3.2 5.8 C 5 5.8 6.4 4.6 6.4 2.8
        """;
    Map<Character, String> strokes = new HashMap<>();
    table.lines().forEach(line -> strokes.put(line.charAt(0), line.substring(2)));
    return Map.copyOf(strokes);
  }

  /** The letter's strokes; null for a character that is not in the table. */
  static @Nullable Path2D of(char letter) {
    String strokes = STROKES.get(letter);
    if (strokes == null) {
      return null;
    }
    Path2D path = new Path2D.Double();
    try (Scanner text = new Scanner(strokes)) {
      while (text.hasNext()) {
        append(path, text.next(), text);
      }
    }
    return path;
  }

  private static void append(Path2D path, String command, Scanner text) {
    double x = number(text);
    double y = number(text);
    switch (command) {
      case "M" -> path.moveTo(x, y);
      case "L" -> path.lineTo(x, y);
      case "Q" -> path.quadTo(x, y, number(text), number(text));
      default -> path.curveTo(x, y, number(text), number(text), number(text), number(text));
    }
  }

  private static double number(Scanner text) {
    return Double.parseDouble(text.next());
  }
}
