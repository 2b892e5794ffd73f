package dev.atelier.providers;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the sizes that the frames of a WebP file claim for themselves: the decoder makes room for
 * those, whatever the file's header says.
 */
final class WebpFrames {

  private static final int FRAME_HEADER = 16;

  private WebpFrames() {}

  /** Pixels of the largest frame; 0 for other kinds of pictures. */
  static long largest(ImageKind kind, byte[] bytes) {
    return kind == ImageKind.WEBP
        ? largest(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), 12, bytes.length, true)
        : 0;
  }

  private static long largest(ByteBuffer file, int from, int end, boolean top) {
    long largest = 0;
    long at = from;
    while (at + 8 <= end) {
      int start = (int) at;
      byte[] name = new byte[4];
      file.get(start, name);
      long length = file.getInt(start + 4) & 0xFFFFFFFFL;
      int body = start + 8;
      int bodyEnd = (int) Math.min(end, body + length);
      largest =
          Math.max(
              largest,
              switch (new String(name, StandardCharsets.ISO_8859_1)) {
                case "VP8 " -> bodyEnd - body < 10 ? 0 : lossy(file, body);
                case "VP8L" -> bodyEnd - body < 5 ? 0 : lossless(file, body);
                // Frames hold no frames; following such a file would have no end.
                case "ANMF" -> top ? largest(file, body + FRAME_HEADER, bodyEnd, false) : 0;
                default -> 0;
              });
      at = body + length + (length & 1);
    }
    return largest;
  }

  private static long lossy(ByteBuffer file, int body) {
    return (long) (file.getShort(body + 6) & 0x3FFF) * (file.getShort(body + 8) & 0x3FFF);
  }

  private static long lossless(ByteBuffer file, int body) {
    int sizes = file.getInt(body + 1);
    return (long) ((sizes & 0x3FFF) + 1) * ((sizes >> 14 & 0x3FFF) + 1);
  }
}
