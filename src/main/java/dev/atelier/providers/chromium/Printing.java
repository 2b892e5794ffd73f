package dev.atelier.providers.chromium;

import dev.atelier.providers.PageRenderer.Page;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A page as a PDF of one page, without margins and exactly as large as a picture of it. */
final class Printing {

  private static final double PIXELS_PER_INCH = 96;
  private static final double POINTS_PER_PIXEL = 72 / PIXELS_PER_INCH;

  private static final Pattern MEDIA_BOX =
      Pattern.compile(
          "/MediaBox ?(\\[(-?[\\d.]+) (-?[\\d.]+) (-?[\\d.]+) (-?[\\d.]+) *])",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PAGE = Pattern.compile("/Type ?/Page\\b");

  private Printing() {}

  /** The browser's command; it refuses what the page's own style says of paper. */
  static Map<String, Object> of(Page page) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("printBackground", true);
    parameters.put("preferCSSPageSize", false);
    parameters.put("paperWidth", page.width() / PIXELS_PER_INCH);
    parameters.put("paperHeight", page.height() / PIXELS_PER_INCH);
    for (String side : new String[] {"Top", "Right", "Bottom", "Left"}) {
      parameters.put("margin" + side, 0);
    }
    parameters.put("pageRanges", "1");
    return parameters;
  }

  /**
   * Cuts the page to the poster's size, in place. The browser rounds paper up to whole points,
   * which would leave a white line along the poster's edge.
   */
  static void trim(byte[] pdf, Page page) {
    Matcher box = box(pdf);
    if (box == null) {
      return;
    }
    double top = Double.parseDouble(box.group(5));
    double bottom = top - page.height() * POINTS_PER_PIXEL;
    int room = box.group(1).length();
    // Nothing may move in a PDF, so the new numbers must fit where the old ones stood.
    for (int decimals = 3; decimals >= 0; decimals--) {
      String trimmed =
          "[0 %s %s %s]"
              .formatted(
                  number(bottom, decimals),
                  number(page.width() * POINTS_PER_PIXEL, decimals),
                  number(top, decimals));
      if (trimmed.length() <= room) {
        byte[] bytes =
            (trimmed.replace("]", "") + " ".repeat(room - trimmed.length()) + "]")
                .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, pdf, box.start(1), room);
        return;
      }
    }
  }

  /** The size in pixels, or null when it is not a PDF of exactly one page. */
  static @Nullable PictureSize sizeOfOnlyPage(byte[] pdf) {
    Matcher box = box(pdf);
    if (box == null || PAGE.matcher(text(pdf)).results().limit(2).count() != 1) {
      return null;
    }
    return new PictureSize(pixels(box.group(2), box.group(4)), pixels(box.group(3), box.group(5)));
  }

  private static int pixels(String from, String to) {
    return (int) Math.round((Double.parseDouble(to) - Double.parseDouble(from)) / POINTS_PER_PIXEL);
  }

  private static @Nullable Matcher box(byte[] pdf) {
    String text = text(pdf);
    Matcher box = MEDIA_BOX.matcher(text);
    return text.startsWith("%PDF-") && box.find() ? box : null;
  }

  private static String text(byte[] pdf) {
    return new String(pdf, StandardCharsets.ISO_8859_1);
  }

  /** The shortest form: {@code .75} and not {@code 0.750}. */
  private static String number(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    if (decimals > 0) {
      text = text.replaceFirst("\\.?0+$", "");
    }
    text = text.replaceFirst("^(-?)0(?=\\.)", "$1");
    return text.isEmpty() || text.equals("-") || text.equals("-0") ? "0" : text;
  }
}
