package dev.atelier.providers.disk;

import dev.atelier.providers.CheckedBytes;
import dev.atelier.providers.ObjectStore;
import dev.atelier.providers.ProviderException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects as files below one folder. A file appears under its key by a rename, after its bytes are
 * checked and on the disk. Symbolic links below the folder lead nowhere.
 */
final class DiskObjectStore implements ObjectStore {

  private static final Logger log = LoggerFactory.getLogger(DiskObjectStore.class);
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path root;
  private final Path partials;
  private final Optional<DirectWriter> direct;

  /**
   * @param nodeId names the folder of this node's unfinished files, in case several share the root
   */
  DiskObjectStore(Path root, String nodeId) throws IOException {
    this.root = Files.createDirectories(root).toRealPath();
    this.partials = Files.createDirectories(this.root.resolve(".partial").resolve(nodeId));
    sweep();
    this.direct = DirectWriter.in(partials);
  }

  /** What writes a medium to a file or a stream. */
  private interface Writing<T> {
    void to(T target) throws IOException;
  }

  @Override
  public void put(String key, InputStream bytes, long length, String contentType, String sha256) {
    CheckedBytes checked = new CheckedBytes(bytes, length, sha256);
    store(key, length, file -> stream(file, checked::copyTo));
  }

  /** Not checked again: a digest of the same array would tell nothing, and takes a while. */
  @Override
  public void put(String key, byte[] bytes, String contentType, String sha256) {
    store(key, bytes.length, file -> write(file, bytes));
  }

  /**
   * @param content has the bytes on the disk when it returns
   */
  private void store(String key, long length, Writing<Path> content) {
    Path target = resolve(key);
    Path partial = partials.resolve(UUID.randomUUID().toString());
    try {
      content.to(partial);
      makeDirectories(parent(target));
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      force(parent(target));
    } catch (IOException e) {
      throw failed(key, length, e);
    } finally {
      discard(partial);
    }
  }

  @Override
  public Optional<Stat> stat(String key) {
    try {
      return attributes(resolve(key)).map(found -> new Stat(found.size()));
    } catch (IOException e) {
      throw unreadable(key, e);
    }
  }

  @Override
  public Optional<InputStream> open(String key, long offset, long length) {
    Path file = resolve(key);
    try {
      if (attributes(file).isEmpty()) {
        return Optional.empty();
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      channel.position(offset);
      return Optional.of(new LimitedStream(Channels.newInputStream(channel), length));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(key, e);
    }
  }

  @Override
  public void delete(String key) {
    Path file = resolve(key);
    try {
      if (attributes(file).isPresent() && Files.deleteIfExists(file)) {
        force(parent(file));
      }
    } catch (IOException e) {
      throw unreadable(key, e);
    }
  }

  private Path resolve(String key) {
    return root.resolve(ObjectStore.checkedKey(key));
  }

  /** The attributes of a plain file that is reached without any symbolic link. */
  private static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      return file.toRealPath().equals(file)
          ? Optional.of(Files.readAttributes(file, BasicFileAttributes.class))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void write(Path file, byte[] bytes) throws IOException {
    if (direct.isPresent() && bytes.length >= DirectWriter.WORTHWHILE) {
      direct.get().write(file, bytes);
    } else {
      stream(file, out -> out.write(bytes));
    }
  }

  /**
   * Not through a channel: an interrupt, as a stopping node sends them, would close it, and what
   * comes from a stream cannot be written anew.
   */
  private static void stream(Path file, Writing<OutputStream> content) throws IOException {
    try (FileOutputStream out = new FileOutputStream(file.toFile())) {
      content.to(out);
      out.getFD().sync();
    }
  }

  private void makeDirectories(Path directory) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      Path parent = parent(directory);
      makeDirectories(parent);
      // Another put may be making the same one.
      if (directory.toFile().mkdir()) {
        force(parent);
      }
    }
    if (!directory.toRealPath().equals(directory)) {
      throw new NotDirectoryException(directory + " is reached through a symbolic link");
    }
  }

  private static Path parent(Path below) {
    return Objects.requireNonNull(below.getParent());
  }

  /** Makes a directory's entries survive a power cut. */
  private static void force(Path directory) throws IOException {
    Uninterrupted.run(() -> {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    });
  }

  /** Removes what earlier processes of this node left, and what no node can still be writing. */
  private void sweep() throws IOException {
    Instant abandoned = Instant.now().minus(ABANDONED);
    try (Stream<Path> files = Files.find(partials.getParent(), 2, (f, a) -> a.isRegularFile())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.startsWith(partials)
            || Files.getLastModifiedTime(file).toInstant().isBefore(abandoned)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static void discard(Path partial) {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      log.warn("{} cannot be removed; the next start sweeps it", partial, e);
    }
  }

  private ProviderException failed(String key, long length, IOException cause) {
    return full(length, cause)
        ? ProviderException.unavailable("storage_full", "There is no room to store media", cause)
        : ProviderException.unavailable(
            "storage_failed", "The medium " + key + " could not be stored", cause);
  }

  /** Asks the disk as well: the system's words for a full disk depend on its language. */
  private boolean full(long length, IOException cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.contains("No space left") || message.contains("quota exceeded")) {
      return true;
    }
    try {
      return Files.getFileStore(root).getUsableSpace() < length;
    } catch (IOException e) {
      cause.addSuppressed(e);
      return false;
    }
  }

  private static ProviderException unreadable(String key, IOException cause) {
    return ProviderException.unavailable(
        "storage_failed", "The medium " + key + " could not be reached", cause);
  }
}
