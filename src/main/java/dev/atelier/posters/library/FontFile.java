package dev.atelier.posters.library;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a font says about itself.
 *
 * @param family what CSS calls it
 * @param name the family with the style, such as {@code Inter Bold}
 * @param lightest smallest weight it can be drawn in, 1 to 1000
 * @param heaviest largest weight; the same as the lightest unless the font is variable
 */
record FontFile(
    FontFormat format, String family, String name, int lightest, int heaviest, boolean italic) {

  private static final int MAX_NAME = 100;
  private static final List<String> REQUIRED = List.of("cmap", "head", "hhea", "hmtx", "maxp");

  /** Where the shapes of the characters may stand. */
  private static final List<String> SHAPES =
      List.of("glyf", "CFF ", "CFF2", "CBDT", "sbix", "COLR", "SVG ");

  private static final int FAMILY = 1;
  private static final int STYLE = 2;
  private static final int TYPOGRAPHIC_FAMILY = 16;
  private static final int TYPOGRAPHIC_STYLE = 17;

  /**
   * Reads a font.
   *
   * @throws BrokenFontException that says what is wrong with it
   */
  static FontFile read(byte[] file) throws BrokenFontException {
    FontFormat format = FontFormat.of(file);
    Map<String, byte[]> tables = FontTables.of(format, file);
    for (String table : REQUIRED) {
      if (!tables.containsKey(table)) {
        throw new BrokenFontException("The font has no table '%s'".formatted(table));
      }
    }
    if (SHAPES.stream().noneMatch(tables::containsKey)) {
      throw new BrokenFontException("The font has no shapes of characters");
    }
    try {
      return read(format, tables);
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      throw new BrokenFontException("A table of the font is cut short", e);
    }
  }

  private static FontFile read(FontFormat format, Map<String, byte[]> tables)
      throws BrokenFontException {
    byte[] names = tables.get("name");
    String family = names == null ? "" : name(names, TYPOGRAPHIC_FAMILY, FAMILY);
    if (family.isEmpty()) {
      throw new BrokenFontException("The font does not say the name of its family");
    }
    String style = names == null ? "" : name(names, TYPOGRAPHIC_STYLE, STYLE);
    byte[] metrics = tables.get("OS/2");
    int weight = metrics == null ? 400 : Short.toUnsignedInt(ByteBuffer.wrap(metrics).getShort(4));
    boolean italic =
        metrics == null
            ? (ByteBuffer.wrap(tables.getOrDefault("head", new byte[0])).getShort(44) & 2) != 0
            : (ByteBuffer.wrap(metrics).getShort(62) & 1) != 0;
    int[] weights = weights(tables.get("fvar"), Math.clamp(weight, 1, 1000));
    return new FontFile(
        format, family, (family + " " + style).strip(), weights[0], weights[1], italic);
  }

  /** The weights between which a variable font can be drawn. */
  private static int[] weights(byte @Nullable [] variations, int weight) {
    if (variations != null) {
      ByteBuffer table = ByteBuffer.wrap(variations);
      int at = Short.toUnsignedInt(table.getShort(4));
      int axes = Short.toUnsignedInt(table.getShort(8));
      int size = Short.toUnsignedInt(table.getShort(10));
      for (int i = 0; i < axes; i++, at += size) {
        if (table.getInt(at) == 0x77676874) {
          int lightest = Math.clamp(table.getInt(at + 4) >> 16, 1, 1000);
          return new int[] {lightest, Math.clamp(table.getInt(at + 12) >> 16, lightest, 1000)};
        }
      }
    }
    return new int[] {weight, weight};
  }

  /** The first of these names that the font has, in English where it can be had; else empty. */
  private static String name(byte[] table, int preferred, int other) {
    String name = name(table, preferred);
    return name.isEmpty() ? name(table, other) : name;
  }

  private static String name(byte[] table, int id) {
    ByteBuffer names = ByteBuffer.wrap(table);
    int count = Short.toUnsignedInt(names.getShort(2));
    int texts = Short.toUnsignedInt(names.getShort(4));
    String found = "";
    for (int i = 0; i < count; i++) {
      int at = 6 + 12 * i;
      if (Short.toUnsignedInt(names.getShort(at + 6)) != id) {
        continue;
      }
      int platform = names.getShort(at);
      boolean english = platform == 3 && names.getShort(at + 4) == 0x409;
      byte[] text = new byte[Short.toUnsignedInt(names.getShort(at + 8))];
      names.get(texts + Short.toUnsignedInt(names.getShort(at + 10)), text);
      String name =
          clean(
              new String(
                  text, platform == 1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16BE));
      if (english && !name.isEmpty()) {
        return name;
      }
      found = found.isEmpty() ? name : found;
    }
    return found;
  }

  /** Text for a database and for people: no controls, no halves of characters, not too long. */
  static String clean(String name) {
    String clean =
        name.replaceAll("[\\p{Cntrl}\\p{Cs}\\uFFFD]", " ").replaceAll("\\s+", " ").strip();
    int length = clean.codePointCount(0, clean.length());
    return length <= MAX_NAME ? clean : clean.substring(0, clean.offsetByCodePoints(0, MAX_NAME));
  }
}
