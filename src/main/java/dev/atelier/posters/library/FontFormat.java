package dev.atelier.posters.library;

import java.nio.ByteBuffer;
import java.util.Locale;

/** The kinds of font files, told by their first bytes alone. */
enum FontFormat {
  TTF,
  OTF,
  WOFF,
  WOFF2;

  String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  String contentType() {
    return "font/" + extension();
  }

  static FontFormat of(byte[] bytes) throws BrokenFontException {
    if (bytes.length < 12) {
      throw new BrokenFontException("The file is too short to be a font");
    }
    return switch (ByteBuffer.wrap(bytes).getInt()) {
      case 0x00010000, 0x74727565 -> TTF;
      case 0x4F54544F -> OTF;
      case 0x774F4646 -> WOFF;
      case 0x774F4632 -> WOFF2;
      case 0x74746366 ->
          throw new BrokenFontException("The file is a collection of fonts; upload one of them");
      default -> throw new BrokenFontException("The file is not a TTF, OTF, WOFF or WOFF2 font");
    };
  }
}
