package dev.atelier.providers;

/**
 * Draws HTML pages as pictures, with scripts off and no network: whatever the page refers to beyond
 * {@code data:} is answered as missing.
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
   * @param width CSS pixels, 1 to 10,000
   * @param height CSS pixels, 1 to 10,000
   */
  record Page(String html, int width, int height, Format format) {}

  /**
   * A drawn page.
   *
   * @param blockedRequests how many requests of the page were refused
   */
  record Picture(byte[] bytes, Format format, int blockedRequests) {}

  /** The encoding of a picture. */
  enum Format {
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg"),
    WEBP("image/webp", "webp");

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
  }
}
