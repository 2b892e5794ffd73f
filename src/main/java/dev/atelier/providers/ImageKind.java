package dev.atelier.providers;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The kinds of pictures we decode, told by their first bytes alone. */
public enum ImageKind {
  PNG,
  JPEG,
  GIF,
  WEBP;

  String format() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind's media type. */
  public String contentType() {
    return "image/" + format();
  }

  /**
   * The kind of a picture.
   *
   * @throws ProviderException rejected with code {@code image_refused} for a kind that is not
   *     decoded, {@code not_an_image} for anything else
   */
  public static ImageKind of(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, 16), StandardCharsets.ISO_8859_1);
    if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
      return PNG;
    }
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return JPEG;
    }
    if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
      return GIF;
    }
    if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      return WEBP;
    }
    throw refused(bytes, head);
  }

  private static ProviderException refused(byte[] bytes, String head) {
    String start =
        new String(bytes, 0, Math.min(bytes.length, 1_024), StandardCharsets.UTF_8)
            .toLowerCase(Locale.ROOT);
    boolean known =
        start.contains("<svg")
            || head.startsWith("II*\0")
            || head.startsWith("MM\0*")
            || head.startsWith("BM")
            || head.startsWith("\0\0\u0001\0")
            || head.startsWith("ftyp", 4);
    return known
        ? ProviderException.rejected(
            "image_refused", "Only PNG, JPEG, WebP and GIF images are used")
        : ProviderException.rejected("not_an_image", "The address holds no image");
  }
}
