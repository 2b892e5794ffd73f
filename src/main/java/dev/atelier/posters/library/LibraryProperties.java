package dev.atelier.posters.library;

import dev.atelier.home.CannotStartException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the library.
 *
 * @param maxFontSize longest font file that is taken ({@code MAX_FONT_SIZE}), 1KB to 20MB
 */
@ConfigurationProperties("atelier.library")
record LibraryProperties(@DefaultValue("5MB") String maxFontSize) {

  private static final DataSize SMALLEST = DataSize.ofKilobytes(1);
  private static final DataSize LARGEST = DataSize.ofMegabytes(20);

  LibraryProperties {
    size(maxFontSize);
  }

  DataSize maxFont() {
    return size(maxFontSize);
  }

  private static DataSize size(String text) {
    try {
      DataSize size = DataSize.parse(text);
      if (size.compareTo(SMALLEST) >= 0 && size.compareTo(LARGEST) <= 0) {
        return size;
      }
    } catch (IllegalArgumentException e) {
      throw new CannotStartException("MAX_FONT_SIZE must be a size such as 5MB", e);
    }
    throw new CannotStartException("MAX_FONT_SIZE must be 1KB to 20MB");
  }
}
