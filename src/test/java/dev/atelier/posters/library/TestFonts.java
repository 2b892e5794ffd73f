package dev.atelier.posters.library;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Fonts made for these tests, whose every letter is a square. */
final class TestFonts {

  private TestFonts() {}

  static byte[] read(String file) {
    try (InputStream font =
        Objects.requireNonNull(TestFonts.class.getResourceAsStream("/fonts/" + file))) {
      return font.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
