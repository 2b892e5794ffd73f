package dev.atelier.posters;

import dev.atelier.providers.PageRenderer.Page;
import dev.atelier.providers.PageRenderer.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells pictures that show nothing: all of their pixels have one colour. */
final class BlankPicture {

  private static final Logger LOG = LoggerFactory.getLogger(BlankPicture.class);

  /** A picture of one colour takes less than a byte for so many pixels, in every format. */
  private static final int PIXELS_PER_BYTE = 30;

  private static final int HEADERS = 2_048;

  private BlankPicture() {}

  /** Whether the page came out blank; a PDF is never said to be. */
  static boolean is(Picture picture, Page page) {
    int scale = page.output().scale();
    long pixels = (long) page.width() * page.height() * scale * scale;
    return switch (picture.format()) {
      case PDF -> false;
      case PNG, JPEG, WEBP ->
          picture.bytes().length < HEADERS + pixels / PIXELS_PER_BYTE && hasOneColour(picture);
    };
  }

  private static boolean hasOneColour(Picture picture) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.bytes()));
      return image != null && hasOneColour(image);
    } catch (IOException e) {
      LOG.warn("A picture cannot be looked at: {}", e.getMessage());
      return false;
    }
  }

  private static boolean hasOneColour(BufferedImage image) {
    int width = image.getWidth();
    int first = image.getRGB(0, 0);
    int[] line = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, line, 0, width);
      if (Arrays.stream(line).anyMatch(colour -> colour != first)) {
        return false;
      }
    }
    return true;
  }
}
