package dev.atelier.database;

import dev.atelier.home.AtelierHome;
import dev.atelier.home.CannotStartException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own on {@code <home>/postgres}, reachable from this machine only and
 * with a password. A server that dies while the application runs is started again on the same port.
 *
 * <p>Thread-safe.
 */
final class EmbeddedServer implements DatabaseServer {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
  private static final Duration WATCH_INTERVAL = Duration.ofMillis(500);
  private static final int MAX_RESTARTS = 5;
  private static final Duration RESTARTS_FORGOTTEN_AFTER = Duration.ofMinutes(10);

  private final DataDirectory data;
  private final ServerProcesses processes;
  private final Path binaries;
  private final Duration startWait;
  private final int port;
  private final Runnable whenLost;
  private final CountDownLatch closing = new CountDownLatch(1);
  private EmbeddedPostgres server;

  /**
   * Starts the server and returns when it answers.
   *
   * @param whenLost called once when a dead server could not be started again
   */
  EmbeddedServer(AtelierHome home, DatabaseProperties properties, Runnable whenLost) {
    this.data = new DataDirectory(home.path());
    this.processes = new ServerProcesses(data.path());
    Path configured = properties.binaries();
    // Never a parent of the data: the library deletes what it takes for leftovers below it.
    this.binaries = configured == null ? home.directory("postgres-binaries") : configured;
    this.startWait = properties.startWait();
    this.whenLost = whenLost;
    try {
      this.port = freePort();
      processes.stopLeftovers();
      data.prepare();
      this.server = launch();
      data.markInitialized();
    } catch (IOException | RuntimeException e) {
      throw failed(e);
    }
    LOG.info("embedded database started on port {} in {}", port, data.path());
    Thread.ofVirtual().name("embedded-database-watch").start(this::watch);
  }

  @Override
  public DatabaseAddress address() {
    return new DatabaseAddress(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
        Map.of("user", "postgres", "password", data.password()));
  }

  @Override
  public void close() {
    closing.countDown();
    synchronized (this) {
      try {
        server.close();
      } catch (IOException e) {
        LOG.warn("the embedded database did not stop cleanly; it recovers at the next start", e);
      }
    }
  }

  private void watch() {
    int restarts = 0;
    long lastRestart = System.nanoTime();
    try {
      while (!closing.await(WATCH_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        if (processes.isServerRunning()) {
          if (System.nanoTime() - lastRestart > RESTARTS_FORGOTTEN_AFTER.toNanos()) {
            restarts = 0;
          }
          continue;
        }
        if (restarts == MAX_RESTARTS) {
          LOG.error("the embedded database died {} times; giving up", MAX_RESTARTS);
          whenLost.run();
          return;
        }
        restarts++;
        lastRestart = System.nanoTime();
        restart(restarts);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void restart(int attempt) {
    if (closing.getCount() == 0) {
      return;
    }
    LOG.warn("the embedded database died; starting it again ({}/{})", attempt, MAX_RESTARTS);
    try {
      processes.stopLeftovers();
      server = launch();
    } catch (IOException | RuntimeException e) {
      LOG.error("the embedded database did not start: {}", e.getMessage());
    }
  }

  private EmbeddedPostgres launch() throws IOException {
    data.forgetLibraryLock();
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data.path())
            .setCleanDataDirectory(false)
            .setOverrideWorkingDirectory(binaries.toFile())
            .setRegisterShutdownHook(false)
            .setPGStartupWait(startWait)
            .setPort(port)
            .setErrorRedirector(ProcessBuilder.Redirect.appendTo(data.log().toFile()))
            .setOutputRedirector(ProcessBuilder.Redirect.appendTo(data.log().toFile()))
            .setConnectConfig("password", data.password());
    ServerSettings.INITIAL.forEach(builder::setLocaleConfig);
    // The library has no setting for these options of initdb, and hands these on unchanged.
    builder.setLocaleConfig("auth", "scram-sha-256");
    builder.setLocaleConfig("pwfile", data.passwordFile().toString());
    ServerSettings.RUNNING.forEach(builder::setServerConfig);
    return builder.start();
  }

  private CannotStartException failed(Exception cause) {
    if (cause instanceof CannotStartException known) {
      return known;
    }
    try {
      processes.stopLeftovers();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    return new CannotStartException(
        "the embedded database in "
            + data.path()
            + " did not start: "
            + cause.getMessage()
            + "; see "
            + data.log()
            + " or set DATABASE_URL",
        cause);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
