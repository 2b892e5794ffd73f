package dev.atelier.providers.sandbox;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Capital letters in our own strokes, so that every machine draws the same. */
final class StrokedText {

  private static final double SPACE = 6;
  private static final double LINE = LetterStrokes.HEIGHT * 1.6;
  private static final double WEIGHT = 0.13;

  private StrokedText() {}

  /**
   * Draws as much of the text as goes into the box, in that many lines, from its top left corner.
   * Characters that we have no strokes for are left out.
   *
   * @param height of a letter, at most
   */
  static void draw(Graphics2D graphics, String text, Rectangle2D box, double height, int lines) {
    List<Path2D> words = words(text);
    double scale = height / LetterStrokes.HEIGHT;
    List<Path2D> rows = rows(words, box.getWidth() / scale, lines);
    double widest = rows.stream().mapToDouble(row -> row.getBounds2D().getMaxX()).max().orElse(0);
    if (widest * scale > box.getWidth()) {
      scale = box.getWidth() / widest;
    }
    graphics.setStroke(
        new BasicStroke(
            (float) (scale * LetterStrokes.HEIGHT * WEIGHT),
            BasicStroke.CAP_ROUND,
            BasicStroke.JOIN_ROUND));
    for (int i = 0; i < rows.size(); i++) {
      AffineTransform place =
          AffineTransform.getTranslateInstance(box.getX(), box.getY() + i * LINE * scale);
      place.scale(scale, scale);
      graphics.draw(place.createTransformedShape(rows.get(i)));
    }
  }

  private static List<Path2D> words(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFD)
            .replaceAll("[\\p{M}'’]+", "")
            .toUpperCase(Locale.ROOT);
    List<Path2D> words = new ArrayList<>();
    for (String word : plain.split("[^A-Z0-9]+")) {
      if (!word.isEmpty()) {
        words.add(word(word));
      }
    }
    return words;
  }

  private static Path2D word(String letters) {
    Path2D word = new Path2D.Double();
    double x = 0;
    for (char letter : letters.toCharArray()) {
      Path2D strokes = LetterStrokes.of(letter);
      if (strokes != null) {
        word.append(strokes.getPathIterator(AffineTransform.getTranslateInstance(x, 0)), false);
        x = word.getBounds2D().getMaxX() + LetterStrokes.GAP;
      }
    }
    return word;
  }

  private static List<Path2D> rows(List<Path2D> words, double width, int lines) {
    List<Path2D> rows = new ArrayList<>();
    Path2D row = new Path2D.Double();
    double x = 0;
    for (Path2D word : words) {
      double length = word.getBounds2D().getMaxX();
      if (x > 0 && x + length > width) {
        rows.add(row);
        if (rows.size() == lines) {
          return rows;
        }
        row = new Path2D.Double();
        x = 0;
      }
      row.append(word.getPathIterator(AffineTransform.getTranslateInstance(x, 0)), false);
      x += length + SPACE;
    }
    if (x > 0) {
      rows.add(row);
    }
    return rows;
  }
}
