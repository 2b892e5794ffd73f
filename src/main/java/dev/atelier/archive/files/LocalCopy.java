package dev.atelier.archive.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads files that are in place, without following links. */
public final class LocalCopy {

  private static final int BUFFER = 128 * 1024;

  private LocalCopy() {}

  public static InputStream open(Path file) throws IOException {
    return Channels.newInputStream(
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  /** What a file holds. */
  public static Content read(Path file, boolean withMd5) throws IOException {
    Checksums checksums = new Checksums(withMd5);
    try (InputStream in = open(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        checksums.update(buffer, 0, read);
      }
    }
    return checksums.content();
  }
}
