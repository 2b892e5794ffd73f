package dev.atelier.videos.generation;

import dev.atelier.providers.ProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The kinds of videos that every browser plays, told by their first bytes alone. */
enum VideoKind {
  MP4,
  WEBM;

  private static final int START = 4_096;

  String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  String contentType() {
    return "video/" + extension();
  }

  /**
   * The kind of a file.
   *
   * @throws ProviderException rejected with code {@code not_a_video}
   */
  static VideoKind of(Path file) throws IOException {
    byte[] bytes;
    try (InputStream stream = Files.newInputStream(file)) {
      bytes = stream.readNBytes(START);
    }
    String head = new String(bytes, StandardCharsets.ISO_8859_1);
    // Apple's own brand is no MP4, and not every browser plays it.
    if (head.startsWith("ftyp", 4) && !head.startsWith("ftypqt", 4)) {
      return MP4;
    }
    if (head.startsWith("\u001aE\u00df\u00a3") && head.contains("webm")) {
      return WEBM;
    }
    throw ProviderException.rejected("not_a_video", "The provider's file is no MP4 or WebM video");
  }
}
