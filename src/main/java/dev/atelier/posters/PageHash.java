package dev.atelier.posters;

import dev.atelier.providers.PageRenderer.Page;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Names what a picture is drawn from: equal pages give the same picture. A page holds all that its
 * poster shows, the values and pictures of its row among it, so a change that the poster does not
 * show leaves the hash as it is.
 */
final class PageHash {

  /** To be raised when the same page is drawn in another way. */
  private static final int DRAWING = 1;

  private static final int BYTES = 12;

  private PageHash() {}

  static String of(Page page) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    digest.update(
        "%d %d %d %s"
            .formatted(DRAWING, page.width(), page.height(), page.output())
            .getBytes(StandardCharsets.UTF_8));
    byte[] hash = digest.digest(page.html().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, BYTES);
  }
}
