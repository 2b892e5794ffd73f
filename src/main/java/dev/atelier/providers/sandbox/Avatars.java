package dev.atelier.providers.sandbox;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws a person's initials on colours that belong to the name. The letters are our own strokes: a
 * machine may have no fonts at all, and every machine must draw the same.
 */
final class Avatars {

  private static final int SIZE = 256;
  private static final int LETTER_HEIGHT = 88;

  /** Few, so that many people share a picture that is drawn once. */
  private static final int HUES = 12;

  private final Map<String, String> urls;

  Avatars(int kept) {
    this.urls =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > kept;
          }
        };
  }

  /** The picture as a {@code data:} URL of a PNG, about 4 KB. */
  String dataUrl(List<String> words, Seed seed) {
    int hue = seed.number("hue", 0, HUES - 1) * 360 / HUES;
    String initials = initials(words);
    String key = hue + initials;
    synchronized (urls) {
      String known = urls.get(key);
      if (known != null) {
        return known;
      }
    }
    String url = "data:image/png;base64," + Base64.getEncoder().encodeToString(draw(initials, hue));
    synchronized (urls) {
      urls.put(key, url);
    }
    return url;
  }

  /** At most two letters that we can draw; none for names in other scripts. */
  private static String initials(List<String> words) {
    String first = initial(words.getFirst());
    return words.size() == 1 ? first : first + initial(words.getLast());
  }

  private static String initial(String word) {
    String upper = word.substring(0, 1).toUpperCase(Locale.ROOT);
    return LetterStrokes.of(upper.charAt(0)) == null ? "" : upper.substring(0, 1);
  }

  private static byte[] draw(String initials, int hue) {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    Color top = Color.getHSBColor(hue / 360f, 0.45f, 0.75f);
    Color bottom = Color.getHSBColor((hue + 30) / 360f, 0.65f, 0.5f);
    graphics.setPaint(new GradientPaint(0, 0, top, SIZE, SIZE, bottom));
    graphics.fillRect(0, 0, SIZE, SIZE);
    graphics.setPaint(Color.WHITE);
    if (initials.isEmpty()) {
      graphics.fill(new Ellipse2D.Double(SIZE * 0.34, SIZE * 0.2, SIZE * 0.32, SIZE * 0.32));
      graphics.fill(new Ellipse2D.Double(SIZE * 0.18, SIZE * 0.6, SIZE * 0.64, SIZE * 0.8));
    } else {
      graphics.setStroke(new BasicStroke(11, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      graphics.draw(centred(initials));
    }
    graphics.dispose();
    return PngBytes.of(image);
  }

  private static Shape centred(String initials) {
    Path2D letters = new Path2D.Double();
    double x = 0;
    for (char letter : initials.toCharArray()) {
      Path2D strokes = LetterStrokes.of(letter);
      if (strokes != null) {
        letters.append(strokes.getPathIterator(AffineTransform.getTranslateInstance(x, 0)), false);
        x = letters.getBounds2D().getMaxX() + LetterStrokes.GAP;
      }
    }
    double scale = LETTER_HEIGHT / LetterStrokes.HEIGHT;
    var bounds = letters.getBounds2D();
    AffineTransform place = AffineTransform.getTranslateInstance(SIZE / 2.0, SIZE / 2.0);
    place.scale(scale, scale);
    place.translate(-bounds.getCenterX(), -LetterStrokes.HEIGHT / 2);
    return place.createTransformedShape(letters);
  }
}
