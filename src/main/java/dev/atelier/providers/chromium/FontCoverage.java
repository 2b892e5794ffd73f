package dev.atelier.providers.chromium;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which characters the fonts of some folders have, as their own tables say. */
final class FontCoverage {

  private static final Logger log = LoggerFactory.getLogger(FontCoverage.class);

  private static final int COLLECTION = 0x74746366;
  private static final int CHARACTER_MAP = 0x636D6170;
  private static final int HEADER = 12;
  private static final int TABLE_ENTRY = 16;

  private final BitSet characters;

  private FontCoverage(BitSet characters) {
    this.characters = characters;
  }

  /**
   * Reads all TrueType and OpenType fonts below the folders; folders that are missing are empty.
   */
  static FontCoverage of(List<Path> folders) {
    BitSet characters = new BitSet(Character.MAX_CODE_POINT + 1);
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.filter(FontCoverage::isFont).forEach(file -> add(file, characters));
        } catch (IOException | UncheckedIOException e) {
          log.warn("The fonts in {} cannot all be read: {}", folder, e.toString());
        }
      }
    }
    return new FontCoverage(characters);
  }

  /** Whether text with this character is drawn without a box in its place. */
  boolean has(int codePoint) {
    return characters.get(codePoint) || isInvisible(codePoint);
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default ->
          (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
              || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    };
  }

  private static boolean isFont(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".ttf") || name.endsWith(".otf") || name.endsWith(".ttc");
  }

  private static void add(Path file, BitSet characters) {
    try (FileChannel channel = FileChannel.open(file)) {
      addMaps(channel.map(MapMode.READ_ONLY, 0, channel.size()), characters);
    } catch (IOException | BufferUnderflowException | IndexOutOfBoundsException e) {
      log.debug("Not a readable font: {} ({})", file, e.toString());
    }
  }

  private static void addMaps(ByteBuffer font, BitSet characters) {
    int start = font.getInt(0) == COLLECTION ? font.getInt(HEADER) : 0;
    int tables = font.getChar(start + 4);
    for (int i = 0; i < tables; i++) {
      int entry = start + HEADER + i * TABLE_ENTRY;
      if (font.getInt(entry) == CHARACTER_MAP) {
        int table = font.getInt(entry + 8);
        int maps = font.getChar(table + 2);
        for (int map = 0; map < maps; map++) {
          addMap(font, table + font.getInt(table + 4 + map * 8 + 4), characters);
        }
      }
    }
  }

  /** The two kinds of maps that fonts of today have: 16 bits in segments, or 32 bits in groups. */
  private static void addMap(ByteBuffer font, int map, BitSet characters) {
    switch (font.getChar(map)) {
      case 4 -> addSegments(font, map, characters);
      case 12 -> {
        int groups = font.getInt(map + 12);
        for (int i = 0; i < groups; i++) {
          int group = map + 16 + i * 12;
          characters.set(
              Math.max(0, font.getInt(group)),
              Math.min(font.getInt(group + 4), Character.MAX_CODE_POINT) + 1);
        }
      }
      default -> {
        // Variation sequences, and kinds for machines of the past.
      }
    }
  }

  private static void addSegments(ByteBuffer font, int map, BitSet characters) {
    int twice = font.getChar(map + 6);
    int ends = map + 14;
    int starts = ends + twice + 2;
    int offsets = starts + 2 * twice;
    for (int i = 0; i < twice; i += 2) {
      int offset = font.getChar(offsets + i);
      int delta = font.getChar(starts + twice + i);
      int from = font.getChar(starts + i);
      int to = font.getChar(ends + i);
      for (int c = from; c <= to && c != 0xFFFF; c++) {
        int glyph = offset == 0 ? c : font.getChar(offsets + i + offset + 2 * (c - from));
        if ((offset != 0 && glyph == 0) || ((glyph + delta) & 0xFFFF) == 0) {
          continue;
        }
        characters.set(c);
      }
    }
  }
}
