package dev.atelier.providers.sandbox;

import dev.atelier.providers.Prompt;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Map;

/**
 * A square card: colours that belong to the brand, a pattern that belongs to the request, and the
 * words in our own strokes.
 */
final class BrandCard {

  private static final int HUES = 24;

  private final Map<String, String> data;
  private final Seed seed;
  private final int side;
  private final float hue;

  BrandCard(Map<String, String> data, Seed seed, int side) {
    this.data = data;
    this.seed = seed;
    this.side = side;
    this.hue =
        Seed.of(data.getOrDefault(Prompt.BRAND, "")).number("hue", 0, HUES - 1) / (float) HUES;
  }

  byte[] png() {
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    ground(graphics);
    switch (seed.number("pattern", 0, 3)) {
      case 0 -> discs(graphics);
      case 1 -> waves(graphics);
      case 2 -> bars(graphics);
      default -> rings(graphics);
    }
    words(graphics);
    graphics.dispose();
    return PngBytes.of(image);
  }

  private void ground(Graphics2D graphics) {
    Color top = Color.getHSBColor(hue, 0.62f, 0.42f);
    Color bottom = Color.getHSBColor(hue + 0.1f, 0.7f, 0.72f);
    boolean steep = seed.number("light", 0, 1) == 0;
    graphics.setPaint(new GradientPaint(0, 0, top, steep ? side / 3f : side, side, bottom));
    graphics.fillRect(0, 0, side, side);
  }

  private void discs(Graphics2D graphics) {
    for (int i = 0; i < 9; i++) {
      double size = at("disc size " + i, 0.12, 0.5);
      paint(graphics, i, 0.16f);
      graphics.fill(circle(at("disc x " + i, -0.1, 1.1), at("disc y " + i, -0.1, 0.75), size));
    }
  }

  private void rings(Graphics2D graphics) {
    double x = at("ring x", 0.15, 0.85);
    double y = at("ring y", 0.1, 0.45);
    for (int i = 0; i < 8; i++) {
      paint(graphics, i, 0.26f);
      graphics.setStroke(new BasicStroke((float) (side * 0.028)));
      graphics.draw(circle(x, y, 0.16 + i * 0.17));
    }
  }

  private void waves(Graphics2D graphics) {
    for (int i = 0; i < 6; i++) {
      double y = 0.12 + i * 0.11;
      double swing = at("swing " + i, 0.04, 0.16);
      Path2D wave = new Path2D.Double();
      wave.moveTo(0, y * side);
      wave.curveTo(
          side * 0.33, (y - swing) * side, side * 0.66, (y + swing) * side, side, y * side);
      wave.lineTo(side, side);
      wave.lineTo(0, side);
      wave.closePath();
      paint(graphics, i, 0.15f);
      graphics.fill(wave);
    }
  }

  private void bars(Graphics2D graphics) {
    int count = 9;
    double width = 1.0 / count;
    for (int i = 0; i < count; i++) {
      double height = at("bar " + i, 0.18, 0.62);
      paint(graphics, i, 0.24f);
      graphics.fill(
          new RoundRectangle2D.Double(
              (i + 0.14) * width * side,
              (0.66 - height) * side,
              width * 0.72 * side,
              height * side,
              width * 0.5 * side,
              width * 0.5 * side));
    }
  }

  private Shape circle(double x, double y, double size) {
    return new Ellipse2D.Double(
        (x - size / 2) * side, (y - size / 2) * side, size * side, size * side);
  }

  private void paint(Graphics2D graphics, int step, float strength) {
    graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, strength));
    float shift = seed.number("shift " + step, -12, 16) / 100f;
    graphics.setPaint(Color.getHSBColor(hue + shift, 0.35f, 1f));
  }

  private double at(String purpose, double from, double to) {
    return from + (to - from) * seed.number(purpose, 0, 1000) / 1000.0;
  }

  private void words(Graphics2D graphics) {
    graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.55f));
    graphics.setPaint(Color.getHSBColor(hue, 0.75f, 0.14f));
    graphics.fill(new Rectangle2D.Double(0, side * 0.66, side, side * 0.34));
    graphics.setComposite(AlphaComposite.SrcOver);
    graphics.setPaint(Color.WHITE);
    double margin = side * 0.07;
    Rectangle2D topic = new Rectangle2D.Double(margin, side * 0.7, side - 2 * margin, side * 0.14);
    StrokedText.draw(graphics, data.getOrDefault(Prompt.TOPIC, ""), topic, side * 0.054, 2);
    graphics.setPaint(Color.getHSBColor(hue + 0.12f, 0.3f, 1f));
    Rectangle2D brand =
        new Rectangle2D.Double(margin, side * 0.905, side - 2 * margin, side * 0.05);
    StrokedText.draw(graphics, data.getOrDefault(Prompt.BRAND, ""), brand, side * 0.034, 1);
  }
}
