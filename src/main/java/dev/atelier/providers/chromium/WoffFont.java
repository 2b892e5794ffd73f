package dev.atelier.providers.chromium;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Fonts packed for the web (WOFF 1.0), which the system's font library does not read. */
final class WoffFont {

  private static final int SIGNATURE = 0x774F4646;
  private static final int WOFF_HEADER = 44;
  private static final int WOFF_ENTRY = 20;
  private static final int HEADER = 12;
  private static final int ENTRY = 16;

  private WoffFont() {}

  /**
   * Unpacks a font.
   *
   * @param packed a WOFF 1.0 file
   * @return the same font as a TrueType or OpenType file
   */
  static byte[] unpack(byte[] packed) throws IOException {
    ByteBuffer woff = ByteBuffer.wrap(packed);
    if (woff.getInt(0) != SIGNATURE) {
      throw new IOException("Not a WOFF 1.0 font");
    }
    int tables = woff.getShort(12);
    ByteBuffer font = ByteBuffer.allocate(woff.getInt(16));
    int selector = 31 - Integer.numberOfLeadingZeros(tables);
    int range = 16 << selector;
    font.putInt(woff.getInt(4)).putShort((short) tables);
    font.putShort((short) range).putShort((short) selector).putShort((short) (tables * 16 - range));
    int position = HEADER + ENTRY * tables;
    for (int i = 0; i < tables; i++) {
      int entry = WOFF_HEADER + WOFF_ENTRY * i;
      int length = woff.getInt(entry + 12);
      font.putInt(woff.getInt(entry)).putInt(woff.getInt(entry + 16));
      font.putInt(position).putInt(length);
      copyTable(packed, woff.getInt(entry + 4), woff.getInt(entry + 8), font, position, length);
      position += (length + 3) & ~3;
    }
    return font.array();
  }

  private static void copyTable(
      byte[] packed, int from, int packedLength, ByteBuffer font, int to, int length)
      throws IOException {
    if (packedLength == length) {
      font.put(to, packed, from, length);
      return;
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed, from, packedLength);
      if (inflater.inflate(font.array(), to, length) != length) {
        throw new IOException("A table of the font is cut short");
      }
    } catch (DataFormatException e) {
      throw new IOException("A table of the font is broken", e);
    } finally {
      inflater.end();
    }
  }
}
