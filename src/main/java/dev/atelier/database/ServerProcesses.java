package dev.atelier.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes of PostgreSQL that work on one data directory, whoever started them. A process
 * counts only when its executable is {@code postgres} and its working directory is the data
 * directory (every server process changes to it), so a recycled process id or the server of another
 * directory is never touched, and neither is a zombie, which has no executable any more.
 */
final class ServerProcesses {

  private static final Logger LOG = LoggerFactory.getLogger(ServerProcesses.class);
  private static final Duration FAST_STOP = Duration.ofSeconds(30);
  private static final Duration IMMEDIATE_STOP = Duration.ofSeconds(5);

  private final Path directory;
  private final Path pidFile;

  ServerProcesses(Path directory) {
    this.directory = directory;
    this.pidFile = directory.resolve("postmaster.pid");
  }

  /** Whether the server that wrote {@code postmaster.pid} lives. */
  boolean isServerRunning() {
    return server().isPresent();
  }

  /**
   * Ends what an earlier process of Atelier left behind, so that a new server can start. Only for
   * the owner of the home's lock.
   */
  void stopLeftovers() throws IOException {
    List<ProcessHandle> leftovers = all();
    if (!leftovers.isEmpty()) {
      LOG.info("stopping the database server that an earlier process left behind");
      stop(leftovers);
    }
    if (Files.deleteIfExists(pidFile) && leftovers.isEmpty()) {
      LOG.info("removed a stale postmaster.pid; the database recovers from its log");
    }
  }

  private void stop(List<ProcessHandle> leftovers) throws IOException {
    Optional<ProcessHandle> server = server();
    if (server.isPresent()) {
      // INT is a fast shutdown with a checkpoint; QUIT leaves the rest to recovery.
      signal("INT", server.get());
      if (await(() -> all().isEmpty(), FAST_STOP)) {
        return;
      }
      signal("QUIT", server.get());
    } else {
      leftovers.forEach(ProcessHandle::destroy);
    }
    if (!await(() -> all().isEmpty(), IMMEDIATE_STOP)) {
      all().forEach(ProcessHandle::destroyForcibly);
      await(() -> all().isEmpty(), IMMEDIATE_STOP);
    }
  }

  private Optional<ProcessHandle> server() {
    try {
      long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
      return ProcessHandle.of(pid).filter(this::isOurs);
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private List<ProcessHandle> all() {
    return ProcessHandle.allProcesses().filter(this::isOurs).toList();
  }

  private boolean isOurs(ProcessHandle process) {
    Path files = Path.of("/proc", Long.toString(process.pid()));
    try {
      // An executable that was replaced meanwhile reads "/…/postgres (deleted)".
      String executable = Files.readSymbolicLink(files.resolve("exe")).getFileName().toString();
      return (executable.equals("postgres") || executable.startsWith("postgres "))
          && Files.readSymbolicLink(files.resolve("cwd")).equals(directory);
    } catch (IOException e) {
      return false; // gone, a zombie, or another user's
    }
  }

  private static void signal(String name, ProcessHandle process) throws IOException {
    try {
      // The shell's own kill: Java cannot send these, and a small system may have no /bin/kill.
      new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while stopping the old database server", e);
    }
  }

  private static boolean await(BooleanSupplier condition, Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while stopping the old database server", e);
      }
    }
    return true;
  }
}
