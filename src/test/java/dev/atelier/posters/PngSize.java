package dev.atelier.posters;

import java.nio.ByteBuffer;

/** The size that a PNG's header tells. */
record PngSize(int width, int height) {

  static PngSize of(byte[] png) {
    ByteBuffer header = ByteBuffer.wrap(png);
    if (header.getLong(0) != 0x89504E470D0A1A0AL) {
      throw new IllegalArgumentException("Not a PNG");
    }
    return new PngSize(header.getInt(16), header.getInt(20));
  }
}
