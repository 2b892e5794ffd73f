package dev.atelier.providers.disk;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes files past the system's page cache. Bytes that must be on the disk before the work goes on
 * gain nothing from the cache, and getting pages for them takes more of the processor than all else
 * about a file, most of all in a virtual machine whose memory comes as it is used.
 *
 * <p>Thread-safe.
 */
final class DirectWriter {

  private static final Logger log = LoggerFactory.getLogger(DirectWriter.class);

  /** Fewer bytes are as quick through the cache. */
  static final int WORTHWHILE = 256 * 1024;

  /** As much as is written at once; the platform keeps a buffer of this size per thread. */
  static final int CHUNK = 1024 * 1024;

  private final int block;

  private DirectWriter(int block) {
    this.block = block;
  }

  /** A writer for a folder; nothing where its file system has no way past the cache. */
  static Optional<DirectWriter> in(Path folder) throws IOException {
    Path probe = folder.resolve(UUID.randomUUID().toString());
    try {
      DirectWriter writer = new DirectWriter(block(folder));
      writer.write(probe, new byte[1]);
      return Optional.of(writer);
    } catch (IOException | UnsupportedOperationException e) {
      // Systems say in many ways that they cannot. What else may be wrong, the first put meets too.
      log.info("Media are written through the page cache: {}", e.toString());
      return Optional.empty();
    } finally {
      Files.deleteIfExists(probe);
    }
  }

  private static int block(Path folder) throws IOException {
    long block = Files.getFileStore(folder).getBlockSize();
    if (block < 1 || CHUNK % block != 0) {
      throw new UnsupportedOperationException("Blocks of " + block + " bytes");
    }
    return Math.toIntExact(block);
  }

  /** Makes a file of these bytes and waits until they are on the disk. */
  void write(Path file, byte[] bytes) throws IOException {
    Uninterrupted.run(() -> {
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE,
              ExtendedOpenOption.DIRECT)) {
        for (int start = 0; start < bytes.length; start += CHUNK) {
          write(channel, chunk(bytes, start));
        }
        channel.truncate(bytes.length);
        channel.force(true);
      }
    });
  }

  /** Whole blocks only: what the last one has too much is cut off afterwards. */
  private ByteBuffer chunk(byte[] bytes, int start) {
    int length = Math.min(CHUNK, bytes.length - start);
    int padded = Math.ceilDiv(length, block) * block;
    return padded == length
        ? ByteBuffer.wrap(bytes, start, length)
        : ByteBuffer.wrap(Arrays.copyOfRange(bytes, start, start + padded));
  }

  private static void write(FileChannel channel, ByteBuffer chunk) throws IOException {
    while (chunk.hasRemaining()) {
      channel.write(chunk);
    }
  }
}
