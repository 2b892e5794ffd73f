package dev.atelier.providers;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds in a JPEG how the camera was held (EXIF tag 0x0112). */
final class ExifOrientation {

  private static final int UPRIGHT = 1;
  private static final int APP1 = 0xE1;
  private static final int START_OF_SCAN = 0xDA;
  private static final int EXIF = 0x45786966;
  private static final int TAG = 0x0112;

  private ExifOrientation() {}

  /** 1 to 8; 1 where the picture does not say. */
  static int of(byte[] jpeg) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(jpeg).position(2);
      while ((buffer.get() & 0xFF) == 0xFF) {
        int marker = buffer.get() & 0xFF;
        int next = buffer.position() + (buffer.getShort() & 0xFFFF);
        if (marker == START_OF_SCAN) {
          return UPRIGHT;
        }
        if (marker == APP1 && buffer.getInt() == EXIF) {
          return ofExif(buffer.position(buffer.position() + 2).slice());
        }
        buffer.position(next);
      }
      return UPRIGHT;
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return UPRIGHT;
    }
  }

  private static int ofExif(ByteBuffer tiff) {
    tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int entries = tiff.getShort(directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      int entry = directory + 2 + i * 12;
      if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
        int value = tiff.getShort(entry + 8) & 0xFFFF;
        return value >= 1 && value <= 8 ? value : UPRIGHT;
      }
    }
    return UPRIGHT;
  }
}
