package dev.atelier.posters.library;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Reads the pixels of what was drawn. */
record Picture(BufferedImage image) {

  static Picture of(byte[] bytes) {
    try {
      return new Picture(Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(bytes))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A PNG of one colour. */
  static byte[] png(int width, int height, int rgb) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, rgb);
      }
    }
    var bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A pixel such as {@code #ff0000}. */
  String at(int x, int y) {
    return "#%06x".formatted(image.getRGB(x, y) & 0xffffff);
  }

  /** How many of the pixels have a colour. */
  double share(String colour) {
    int found = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        found += at(x, y).equals(colour) ? 1 : 0;
      }
    }
    return (double) found / (image.getWidth() * image.getHeight());
  }
}
