package dev.atelier.archive.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Gives whole, checked copies their final names, by a rename after their bytes are on the disk.
 * Many wait for the disk at once, which then writes them together, and their users' next files are
 * fetched meanwhile (ADR 0011).
 *
 * <p>Thread-safe.
 */
@Component
class Placements implements AutoCloseable {

  private static final int AT_ONCE = 32;
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          AT_ONCE,
          AT_ONCE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("archive-placement-", 0).factory());

  Placements() {
    threads.allowCoreThreadTimeOut(true);
  }

  /** Has a copy placed; the answer ends, perhaps with an {@link IOException}, when it was. */
  CompletableFuture<Void> place(Path copy, Path target) {
    CompletableFuture<Void> placed = new CompletableFuture<>();
    threads.execute(() -> {
      try {
        force(copy);
        // A rename would put the file in the place of a link; but whoever made that is to know.
        ArchiveRoot.attributes(target);
        Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
        placed.complete(null);
      } catch (IOException | RuntimeException e) {
        placed.completeExceptionally(e);
      }
    });
    return placed;
  }

  private static void force(Path copy) throws IOException {
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
