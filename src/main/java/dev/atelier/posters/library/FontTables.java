package dev.atelier.posters.library;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.brotli.dec.BrotliInputStream;

/**
 * Takes a font file apart into its tables. Nothing in the file is believed before it is checked.
 */
final class FontTables {

  private static final int MAX_UNPACKED = 40 * 1024 * 1024;
  private static final int MAX_TABLES = 200;

  /** The tables that WOFF 2.0 names by number, in its order, with a line for a blank. */
  private static final String[] KNOWN =
      ("cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp"
              + " hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC"
              + " COLR CPAL SVG_ sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty"
              + " just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill")
          .split(" ");

  /** Where tables come transformed unless their version is 3. */
  private static final Set<String> TRANSFORMED = Set.of("glyf", "loca");

  private FontTables() {}

  private record Entry(String tag, long offset, long packed, long length) {}

  static Map<String, byte[]> of(FontFormat format, byte[] file) throws BrokenFontException {
    try {
      return switch (format) {
        case TTF, OTF -> plain(ByteBuffer.wrap(file));
        case WOFF -> woff(ByteBuffer.wrap(file));
        case WOFF2 -> woff2(ByteBuffer.wrap(file));
      };
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      throw new BrokenFontException("The font's directory is cut short", e);
    }
  }

  private static Map<String, byte[]> plain(ByteBuffer file) throws BrokenFontException {
    int count = count(file.getShort(4));
    Map<String, byte[]> tables = new HashMap<>();
    long unpacked = 0;
    for (int i = 0; i < count; i++) {
      int at = 12 + 16 * i;
      long length = unsigned(file.getInt(at + 12));
      Entry entry = new Entry(tag(file, at), unsigned(file.getInt(at + 8)), length, length);
      unpacked += length;
      requireFits(unpacked);
      tables.put(entry.tag(), slice(file, entry));
    }
    return tables;
  }

  private static Map<String, byte[]> woff(ByteBuffer file) throws BrokenFontException {
    requireLength(file);
    int count = count(file.getShort(12));
    Map<String, byte[]> tables = new HashMap<>();
    long unpacked = 0;
    for (int i = 0; i < count; i++) {
      int at = 44 + 20 * i;
      Entry entry =
          new Entry(
              tag(file, at),
              unsigned(file.getInt(at + 4)),
              unsigned(file.getInt(at + 8)),
              unsigned(file.getInt(at + 12)));
      unpacked += entry.length();
      requireFits(unpacked);
      byte[] packed = slice(file, entry);
      tables.put(
          entry.tag(),
          entry.packed() == entry.length()
              ? packed
              : inflated(packed, (int) entry.length(), entry));
    }
    return tables;
  }

  private static Map<String, byte[]> woff2(ByteBuffer file) throws BrokenFontException {
    requireLength(file);
    if (file.getInt(4) == 0x74746366) {
      throw new BrokenFontException("The file is a collection of fonts; upload one of them");
    }
    int count = count(file.getShort(12));
    long packed = unsigned(file.getInt(20));
    file.position(48);
    List<Entry> entries = new ArrayList<>();
    long unpacked = 0;
    for (int i = 0; i < count; i++) {
      int flags = file.get();
      String tag = (flags & 63) == 63 ? tag(file) : KNOWN[flags & 63].replace('_', ' ');
      int version = (flags >> 6) & 3;
      long length = base128(file);
      boolean transformed = version != (TRANSFORMED.contains(tag) ? 3 : 0);
      long stored = transformed ? base128(file) : length;
      entries.add(new Entry(tag, unpacked, stored, length));
      unpacked += stored;
      requireFits(unpacked);
    }
    byte[] stream = slice(file, new Entry("data", file.position(), packed, packed));
    ByteBuffer data = ByteBuffer.wrap(brotli(stream, (int) unpacked));
    Map<String, byte[]> tables = new HashMap<>();
    for (Entry entry : entries) {
      tables.put(entry.tag(), slice(data, entry));
    }
    return tables;
  }

  private static byte[] brotli(byte[] packed, int length) throws BrokenFontException {
    try (InputStream stream = new BrotliInputStream(new ByteArrayInputStream(packed))) {
      byte[] bytes = stream.readNBytes(length);
      if (bytes.length < length || stream.read() >= 0) {
        throw new BrokenFontException("The font's compressed data has not the length it names");
      }
      return bytes;
    } catch (IOException | RuntimeException e) {
      throw new BrokenFontException("The font's compressed data is damaged", e);
    }
  }

  private static byte[] inflated(byte[] packed, int length, Entry entry)
      throws BrokenFontException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      byte[] bytes = new byte[length];
      int read = 0;
      while (read < length && !inflater.finished()) {
        int more = inflater.inflate(bytes, read, length - read);
        if (more == 0) {
          break;
        }
        read += more;
      }
      if (read < length) {
        throw new BrokenFontException("The font's table '%s' is cut short".formatted(entry.tag()));
      }
      return bytes;
    } catch (DataFormatException e) {
      throw new BrokenFontException("The font's table '%s' is damaged".formatted(entry.tag()), e);
    } finally {
      inflater.end();
    }
  }

  private static byte[] slice(ByteBuffer file, Entry entry) throws BrokenFontException {
    if (entry.offset() + entry.packed() > file.capacity()) {
      throw new BrokenFontException(
          "The font's table '%s' lies outside of the file".formatted(entry.tag()));
    }
    byte[] bytes = new byte[(int) entry.packed()];
    file.get((int) entry.offset(), bytes);
    return bytes;
  }

  private static void requireLength(ByteBuffer file) throws BrokenFontException {
    if (unsigned(file.getInt(8)) != file.capacity()) {
      throw new BrokenFontException("The file has not the length that it names: it is cut short");
    }
  }

  private static void requireFits(long unpacked) throws BrokenFontException {
    if (unpacked > MAX_UNPACKED) {
      throw new BrokenFontException("The font is larger than 40 MB when it is unpacked");
    }
  }

  private static int count(short tables) throws BrokenFontException {
    int count = Short.toUnsignedInt(tables);
    if (count < 1 || count > MAX_TABLES) {
      throw new BrokenFontException("The font names %,d tables".formatted(count));
    }
    return count;
  }

  private static long unsigned(int value) {
    return Integer.toUnsignedLong(value);
  }

  private static String tag(ByteBuffer file, int at) {
    byte[] tag = new byte[4];
    file.get(at, tag);
    return new String(tag, StandardCharsets.ISO_8859_1);
  }

  private static String tag(ByteBuffer file) {
    byte[] tag = new byte[4];
    file.get(tag);
    return new String(tag, StandardCharsets.ISO_8859_1);
  }

  /** A number of seven bits a byte, at most five bytes (WOFF 2.0, section 4.1). */
  private static long base128(ByteBuffer file) throws BrokenFontException {
    long value = 0;
    for (int i = 0; i < 5; i++) {
      int next = file.get();
      value = value << 7 | next & 0x7F;
      if (next >= 0) {
        return value;
      }
    }
    throw new BrokenFontException("The font's directory is damaged");
  }
}
