package dev.atelier.providers.sandbox;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * The pictures of a short film: the words of a prompt, a few at a time, over drifting discs of
 * colours that belong to the seed.
 */
final class MovingType {

  private static final int WORDS_AT_ONCE = 4;
  private static final int MOST_PHRASES = 8;
  private static final int DISCS = 5;
  private static final double ENTRANCE = 0.22;

  private final List<String> phrases;
  private final Seed seed;
  private final int width;
  private final int height;
  private final float hue;

  MovingType(String prompt, Seed seed, int width, int height) {
    this.phrases = phrases(prompt);
    this.seed = seed;
    this.width = width;
    this.height = height;
    this.hue = seed.number("hue", 0, 359) / 360f;
  }

  private static List<String> phrases(String prompt) {
    List<String> phrases = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (String word : prompt.strip().split("\\s+")) {
      words.add(word);
      if (words.size() == WORDS_AT_ONCE || word.matches(".*[.,;:!?]")) {
        phrases.add(String.join(" ", words));
        words.clear();
      }
    }
    if (!words.isEmpty()) {
      phrases.add(String.join(" ", words));
    }
    return phrases.size() <= MOST_PHRASES ? phrases : phrases.subList(0, MOST_PHRASES);
  }

  /**
   * Draws one picture over whatever the image holds.
   *
   * @param time from 0 to 1
   */
  void draw(BufferedImage image, double time) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setPaint(
        new GradientPaint(
            0,
            0,
            Color.getHSBColor(hue, 0.7f, 0.3f),
            width,
            height,
            Color.getHSBColor(hue + 0.14f, 0.75f, 0.62f)));
    graphics.fillRect(0, 0, width, height);
    for (int i = 0; i < DISCS; i++) {
      disc(graphics, i, time);
    }
    phrase(graphics, time);
    foot(graphics, time);
    graphics.dispose();
  }

  private void disc(Graphics2D graphics, int index, double time) {
    double size = width * (0.3 + seed.number("size " + index, 0, 60) / 100.0);
    double phase = seed.number("phase " + index, 0, 100) / 100.0;
    double turn = 2 * Math.PI * (time + phase);
    double x = width * (seed.number("x " + index, 0, 100) / 100.0 + 0.16 * Math.cos(turn));
    double y = height * (seed.number("y " + index, 0, 100) / 100.0 + 0.1 * Math.sin(turn));
    graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.2f));
    graphics.setPaint(Color.getHSBColor(hue + index * 0.06f, 0.5f, 1f));
    graphics.fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size, size));
  }

  /** Each phrase slides up into the middle, stays, and makes room for the next. */
  private void phrase(Graphics2D graphics, double time) {
    double place = time * phrases.size();
    int index = Math.min((int) place, phrases.size() - 1);
    double within = place - index;
    double in = ease(within / ENTRANCE);
    double out = index == phrases.size() - 1 ? 0 : ease((within - 1 + ENTRANCE) / ENTRANCE);
    double shown = Math.max(0, in - out);
    graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) shown));
    graphics.setPaint(Color.WHITE);
    double margin = width * 0.1;
    double top = height * (0.36 + 0.06 * (1 - in) - 0.06 * out);
    StrokedText.draw(
        graphics,
        phrases.get(index),
        new Rectangle2D.Double(margin, top, width - 2 * margin, height * 0.35),
        width * 0.095,
        4);
  }

  private static double ease(double x) {
    double clamped = Math.clamp(x, 0, 1);
    return 1 - Math.pow(1 - clamped, 3);
  }

  /** Says that no model made this, and how far the film is. */
  private void foot(Graphics2D graphics, double time) {
    graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.75f));
    graphics.setPaint(Color.WHITE);
    StrokedText.draw(
        graphics,
        "Made offline",
        new Rectangle2D.Double(width * 0.1, height * 0.92, width * 0.8, height * 0.03),
        width * 0.028,
        1);
    graphics.fill(new Rectangle2D.Double(0, height * 0.985, width * time, height * 0.015));
  }
}
