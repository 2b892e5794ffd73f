package dev.atelier.providers.chromium;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** Files that are delivered inside the application and unpacked once. */
final class Delivered {

  /** Fills an empty folder. */
  interface Filling {
    void fill(Path folder) throws IOException;
  }

  private Delivered() {}

  /** Opens a delivered file. */
  static InputStream open(String name) throws IOException {
    @Nullable InputStream stream = Delivered.class.getResourceAsStream("/" + name);
    if (stream == null) {
      throw new FileNotFoundException(name + " is not delivered with this build");
    }
    return stream;
  }

  static String text(String name) throws IOException {
    try (InputStream stream = open(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  /**
   * The folder of that version, filled if it is not there yet: whole or not at all, even when this
   * process is killed meanwhile. Other versions go.
   */
  static Path unpacked(Path parent, String version, Filling filling) throws IOException {
    Path folder = parent.resolve(version);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try (Stream<Path> others = Files.list(parent)) {
      for (Path other : others.toList()) {
        FileSystemUtils.deleteRecursively(other);
      }
    }
    Path part = Files.createDirectory(parent.resolve(version + ".part"));
    filling.fill(part);
    return Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
  }
}
