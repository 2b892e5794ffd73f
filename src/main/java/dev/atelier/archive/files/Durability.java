package dev.atelier.archive.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Notes files that are in place, has the disk take them for good half a minute later, all at once,
 * and after a loss of power doubts those that it had not (ADR 11). Thread-safe.
 */
@Component
public class Durability implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Durability.class);
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Duration DELAY = Duration.ofSeconds(30);

  private final ArchiveRoot root;
  private final FileRepository files;
  private final BootRepository boots;
  private final DatabaseTurns turns;
  private final Clock clock;
  private final UUID boot = readBoot();
  private final AtomicBoolean planned = new AtomicBoolean();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("archive-durability").factory());

  Durability(
      ArchiveRoot root,
      FileRepository files,
      BootRepository boots,
      DatabaseTurns turns,
      Clock clock) {
    this.root = root;
    this.files = files;
    this.boots = boots;
    this.turns = turns;
    this.clock = clock;
  }

  /** A system that does not tell of its boots is taken for one that boots with this process. */
  private static UUID readBoot() {
    try {
      return UUID.fromString(Files.readString(BOOT).strip());
    } catch (IOException | IllegalArgumentException e) {
      LOG.info("{} cannot be read; each start counts as one of the machine", BOOT, e);
      return UUID.randomUUID();
    }
  }

  /** Notes files that have their final names, and that the run has seen them there. */
  public void note(UUID run, List<FileRepository.Completed> placed) {
    turns.tell(() -> files.complete(root.id(), boot, run, placed));
    plan();
  }

  /**
   * Has what other boots of machines left unforced read again; to be called before anybody relies
   * on what was noted.
   */
  public void doubtOthers() {
    int doubted = boots.doubtOthers(root.id(), boot);
    if (doubted > 0) {
      LOG.warn("{} files may not have reached the disk before it stopped; reading them", doubted);
    }
  }

  private void plan() {
    if (planned.compareAndSet(false, true)) {
      thread.schedule(this::force, DELAY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void force() {
    planned.set(false);
    Instant until = clock.instant();
    try {
      sync(root.path());
      boots.forced(root.id(), boot, until);
    } catch (IOException e) {
      LOG.error("The disk did not take all files; the next run reads them again", e);
      boots.doubt(root.id(), boot);
    } catch (DataAccessException e) {
      LOG.debug("The database is away; forcing again later", e);
      plan();
    } catch (InterruptedException e) {
      LOG.debug("Atelier ends while the disk is forced", e);
    }
  }

  /** One call for the whole file system, which for many short files costs least by far. */
  static void sync(Path folder) throws IOException, InterruptedException {
    Process sync =
        new ProcessBuilder("sync", "-f", folder.toString()).redirectErrorStream(true).start();
    String said = new String(sync.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (sync.waitFor() != 0) {
      throw new IOException(said.strip());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
