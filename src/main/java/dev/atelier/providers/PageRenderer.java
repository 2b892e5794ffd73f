package dev.atelier.providers;

import java.util.List;

/**
 * Draws HTML pages as pictures, with scripts off and no network: whatever the page refers to beyond
 * {@code data:} is answered as missing.
 *
 * <p>An element with {@code data-fit} has its text made smaller until it fits its box, down to the
 * pixels that the attribute (or {@code data-fit-min}) names, or half its own size; text that is
 * still too long ends in an ellipsis.
 *
 * <p>Thread-safe; a call blocks until a browser is free and the page is drawn.
 */
public interface PageRenderer {

  /**
   * Draws a page.
   *
   * @throws ProviderException rejected when the page itself cannot be drawn ({@code
   *     render_timeout}, {@code page_too_large}), unavailable when the browser failed
   */
  Picture render(Page page);

  /** How many pages this node draws at once. */
  int capacity();

  /**
   * A page to draw.
   *
   * @param html a whole document or a fragment, at most 25 MB with its inlined images
   * @param width CSS pixels; with the scale at most 10,000 in the picture
   * @param height CSS pixels; with the scale at most 10,000 in the picture
   */
  record Page(String html, int width, int height, Output output) {

    /** A page at scale 1 and the usual quality. */
    public Page(String html, int width, int height, Format format) {
      this(html, width, height, Output.of(format));
    }
  }

  /**
   * What a page becomes.
   *
   * @param scale pixels of the picture for each CSS pixel, 1 to {@value #MAX_SCALE}; a PDF is sharp
   *     at every size, so it has 1
   * @param quality of JPEG and WebP, 1 to 100; other formats lose nothing and have the usual one
   */
  record Output(Format format, int scale, int quality) {

    public static final int MAX_SCALE = 3;

    /** Sharp to the eye at a fraction of the bytes of a higher one. */
    public static final int USUAL_QUALITY = 90;

    public Output {
      if (scale < 1 || scale > MAX_SCALE || quality < 1 || quality > 100) {
        throw new IllegalArgumentException("Not an output: " + scale + "x, quality " + quality);
      }
      scale = format == Format.PDF ? 1 : scale;
      quality = format.lossy() ? quality : USUAL_QUALITY;
    }

    /** At scale 1 and the usual quality. */
    public static Output of(Format format) {
      return new Output(format, 1, USUAL_QUALITY);
    }
  }

  /**
   * A drawn page.
   *
   * @param bytes one picture, or a PDF of one page
   * @param blockedRequests how many requests of the page were refused
   * @param cut what an element with {@code data-fit} says of its text ({@code data-fit-of}, or its
   *     tag), for each whose text had to be cut
   * @param fitted false when the page kept its texts from being fitted, so that some may run over
   */
  record Picture(
      byte[] bytes, Format format, int blockedRequests, List<String> cut, boolean fitted) {
    public Picture {
      cut = List.copyOf(cut);
    }

    /** A picture with all of its texts. */
    public Picture(byte[] bytes, Format format, int blockedRequests) {
      this(bytes, format, blockedRequests, List.of(), true);
    }
  }

  /** The encoding of a picture; the names are kept in databases. */
  enum Format {
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg"),
    WEBP("image/webp", "webp"),
    PDF("application/pdf", "pdf");

    private final String contentType;
    private final String extension;

    Format(String contentType, String extension) {
      this.contentType = contentType;
      this.extension = extension;
    }

    public String contentType() {
      return contentType;
    }

    public String extension() {
      return extension;
    }

    /** Whether a quality can be chosen. */
    public boolean lossy() {
      return this == JPEG || this == WEBP;
    }
  }
}
