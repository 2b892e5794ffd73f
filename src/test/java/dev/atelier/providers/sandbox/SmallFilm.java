package dev.atelier.providers.sandbox;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Makes the small film that stand-ins hand out: {@code SmallFilm target/folder}. */
final class SmallFilm {

  private static final int WIDTH = 180;
  private static final int HEIGHT = 320;
  private static final int FRAMES = 24;

  private SmallFilm() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    MovingType type = new MovingType("A small film", Seed.of("small"), WIDTH, HEIGHT);
    try (Mp4Film film = new Mp4Film(folder.resolve("small.mp4"), WIDTH, HEIGHT, FRAMES)) {
      for (int i = 0; i < FRAMES; i++) {
        type.draw(image, (double) i / FRAMES);
        film.add(image);
      }
      film.finish();
    }
    ImageIO.write(image, "jpeg", folder.resolve("small.jpg").toFile());
  }
}
