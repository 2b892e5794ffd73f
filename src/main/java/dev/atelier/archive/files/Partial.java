package dev.atelier.archive.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * A copy that grows, under a name that nobody takes for a whole one. What an earlier process left
 * of the same generation is gone on with, after its checksums were computed anew. Not thread-safe.
 */
final class Partial implements Closeable {

  private final Path file;
  private final FileChannel channel;
  private final boolean withMd5;
  private Checksums checksums;

  private Partial(Path file, FileChannel channel, boolean withMd5) {
    this.file = file;
    this.channel = channel;
    this.withMd5 = withMd5;
    this.checksums = new Checksums(withMd5);
  }

  /**
   * Opens the copy, or starts one.
   *
   * @param limit how long it can be at most; a longer one is not gone on with
   * @throws BusyException when somebody else is at it
   */
  static Partial open(Path file, long limit, boolean withMd5, byte[] buffer) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    Partial partial = new Partial(file, channel, withMd5);
    try {
      lock(channel);
      partial.readWhatIsThere(limit, buffer);
      return partial;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new BusyException();
      }
    } catch (OverlappingFileLockException e) {
      throw new BusyException();
    }
  }

  private void readWhatIsThere(long limit, byte[] buffer) throws IOException {
    long there = channel.size();
    if (there == 0) {
      return;
    }
    if (there > limit) {
      restart();
      return;
    }
    ByteBuffer into = ByteBuffer.wrap(buffer);
    for (int read = channel.read(into.clear()); read > 0; read = channel.read(into.clear())) {
      checksums.update(buffer, 0, read);
    }
  }

  /** How long it is. */
  long size() {
    return checksums.size();
  }

  void append(byte[] bytes, int length) throws IOException {
    ByteBuffer from = ByteBuffer.wrap(bytes, 0, length);
    while (from.hasRemaining()) {
      channel.write(from);
    }
    checksums.update(bytes, 0, length);
  }

  /** Drops what is there. */
  void restart() throws IOException {
    channel.truncate(0);
    channel.position(0);
    checksums = new Checksums(withMd5);
  }

  /** What it holds; to be asked once, at the end. */
  Content content() {
    return checksums.content();
  }

  /** Ends it as whole. */
  Path seal(Instant modifiedAt) throws IOException {
    channel.close();
    Files.setLastModifiedTime(file, FileTime.from(modifiedAt));
    return file;
  }

  /** Ends it as useless. */
  void discard() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Somebody else is writing the same copy. */
  static final class BusyException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
