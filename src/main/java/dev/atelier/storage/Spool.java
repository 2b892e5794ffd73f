package dev.atelier.storage;

import dev.atelier.home.AtelierHome;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Bytes that the object store could not take, on this node's own disk until it can. Losing one
 * costs its making, never its medium, so nothing here is forced to the disk.
 *
 * <p>Thread-safe. A file is named by the digests of its key and of its bytes.
 */
@Component
class Spool {

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private final Path folder;

  Spool(AtelierHome home) throws IOException {
    this.folder = home.directory("spool");
    sweep();
  }

  /** Keeps the bytes; false where that does not work either, so that they are lost. */
  boolean keep(MediaKey key, byte[] bytes) {
    sweep();
    Path part = folder.resolve(UUID.randomUUID() + ".part");
    try {
      // Not through a channel: an interrupt, as a stopping node sends them, would break the write.
      try (FileOutputStream out = new FileOutputStream(part.toFile())) {
        out.write(bytes);
      }
      discard(key);
      Files.move(
          part, folder.resolve(prefix(key) + Digest.of(bytes)), StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      LOG.warn("The bytes of {} cannot be kept; they are made again", key, e);
      // On a full disk a part of them would only be in the way.
      remove(part::equals);
      return false;
    }
  }

  /** The bytes that were kept for a key. */
  Optional<byte[]> find(MediaKey key) {
    String prefix = prefix(key);
    try (Stream<Path> files = Files.list(folder)) {
      Optional<Path> found = files.filter(file -> name(file).startsWith(prefix)).findFirst();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      byte[] bytes = Files.readAllBytes(found.get());
      // A power cut leaves anything.
      return name(found.get()).equals(prefix + Digest.of(bytes))
          ? Optional.of(bytes)
          : Optional.empty();
    } catch (IOException e) {
      LOG.warn("What was kept for {} cannot be read; it is made again", key, e);
      return Optional.empty();
    }
  }

  /** Removes what was kept for a key. */
  void discard(MediaKey key) {
    String prefix = prefix(key);
    remove(file -> name(file).startsWith(prefix));
  }

  /** Removes what nobody came back for, as after a cancelled run. */
  void sweep() {
    FileTime forgotten = FileTime.from(Instant.now().minus(FORGOTTEN));
    remove(file -> Files.getLastModifiedTime(file).compareTo(forgotten) < 0);
  }

  private interface Choice {
    boolean takes(Path file) throws IOException;
  }

  private void remove(Choice choice) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (choice.takes(file)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      LOG.warn("The spool {} cannot be swept", folder, e);
    }
  }

  private String name(Path file) {
    return folder.relativize(file).toString();
  }

  private static String prefix(MediaKey key) {
    return Digest.of(key.value().getBytes(StandardCharsets.US_ASCII)) + '.';
  }
}
