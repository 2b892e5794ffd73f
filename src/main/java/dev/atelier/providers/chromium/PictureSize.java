package dev.atelier.providers.chromium;

import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Page;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The size of a picture in pixels, read from its header alone. */
record PictureSize(int width, int height) {

  private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;

  /** The size that a page's picture must have. */
  static PictureSize wanted(Page page) {
    int scale = page.output().scale();
    return new PictureSize(page.width() * scale, page.height() * scale);
  }

  /** The size, or null when the bytes are not a picture of that format. */
  static @Nullable PictureSize of(byte[] bytes, Format format) {
    ByteBuffer header = ByteBuffer.wrap(bytes);
    return switch (format) {
      case PNG -> png(header);
      case JPEG -> jpeg(header);
      case WEBP -> webp(header.order(ByteOrder.LITTLE_ENDIAN));
      case PDF -> Printing.sizeOfOnlyPage(bytes);
    };
  }

  private static @Nullable PictureSize png(ByteBuffer header) {
    if (header.limit() < 24 || header.getLong(0) != PNG_SIGNATURE) {
      return null;
    }
    return new PictureSize(header.getInt(16), header.getInt(20));
  }

  private static @Nullable PictureSize jpeg(ByteBuffer header) {
    int position = 2;
    while (position + 9 <= header.limit() && (header.get(position) & 0xFF) == 0xFF) {
      int marker = header.get(position + 1) & 0xFF;
      boolean frame =
          marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
      if (frame) {
        return new PictureSize(
            Short.toUnsignedInt(header.getShort(position + 7)),
            Short.toUnsignedInt(header.getShort(position + 5)));
      }
      position += 2 + Short.toUnsignedInt(header.getShort(position + 2));
    }
    return null;
  }

  private static @Nullable PictureSize webp(ByteBuffer header) {
    if (header.limit() < 30) {
      return null;
    }
    return switch (header.getInt(12)) {
      case 0x20385056 -> // "VP8 "
          new PictureSize(header.getShort(26) & 0x3FFF, header.getShort(28) & 0x3FFF);
      case 0x4C385056 -> { // "VP8L"
        int bits = header.getInt(21);
        yield new PictureSize((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1);
      }
      case 0x58385056 -> // "VP8X"
          new PictureSize(
              (header.getInt(24) & 0xFFFFFF) + 1, (header.getInt(26) >>> 8 & 0xFFFFFF) + 1);
      default -> null;
    };
  }
}
