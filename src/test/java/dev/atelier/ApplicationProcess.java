package dev.atelier;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The whole application in a process of its own, so that a test can kill it and start it again on
 * the same home and port:
 *
 * <pre>{@code
 * try (ApplicationProcess application = new ApplicationProcess(home).property("a.b", "c")) {
 *   application.start();
 *   HttpRequest.newBuilder(application.url("/api/posters/runs"));
 *   application.kill();
 *   application.start();
 * }
 * }</pre>
 */
public final class ApplicationProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

  private final Path home;
  private final int port;
  private final Path log;
  private final Map<String, String> environment = new TreeMap<>();
  private final Map<String, String> properties = new TreeMap<>();
  private final List<String> options = new ArrayList<>();
  private @Nullable Process process;

  /**
   * Prepares an application on a free port.
   *
   * @param home its ATELIER_HOME; without a DATABASE_URL the embedded database lives there
   */
  public ApplicationProcess(Path home) {
    this.home = home.toAbsolutePath();
    this.port = FreePort.next();
    this.log = this.home.resolveSibling(this.home.getFileName() + ".log");
  }

  /** Sets an environment variable of the process. */
  public ApplicationProcess environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Sets a property of the application. */
  public ApplicationProcess property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  /** Sets an option of the JVM. */
  public ApplicationProcess option(String option) {
    options.add(option);
    return this;
  }

  /** Starts the process and returns when it is ready to serve. */
  public ApplicationProcess start() {
    launch();
    awaitReady();
    return this;
  }

  /** Returns when the launched process is ready to serve. */
  public void awaitReady() {
    Process started = running();
    try (HttpClient client = HttpClient.newHttpClient()) {
      Awaitility.await("application on port " + port)
          .atMost(START_LIMIT)
          .pollInterval(Duration.ofMillis(100))
          .failFast(() -> requireAlive(started))
          .until(() -> isReady(client));
    }
  }

  /** Starts the process without waiting for it. */
  public Process launch() {
    try {
      Process started = command().start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      process = started;
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The address of a path that starts with a slash. */
  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** What the process has printed since the first start. */
  public String log() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The id of the running process. */
  public long pid() {
    return running().pid();
  }

  /** Ends the process with SIGKILL; an embedded database server lives on as an orphan. */
  public void kill() {
    waitFor(running().destroyForcibly());
  }

  /** Ends the process with SIGTERM and returns its exit code. */
  public int terminate() {
    Process running = running();
    running.destroy();
    waitFor(running);
    return running.exitValue();
  }

  /** Ends the process and the database server of its home, if any. */
  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      terminate();
    }
    Path pidFile = home.resolve("postgres/postmaster.pid");
    try {
      if (Files.exists(pidFile)) {
        long server = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        ProcessHandle.of(server)
            .filter(
                handle -> handle.info().command().filter(it -> it.endsWith("postgres")).isPresent())
            .ifPresent(ProcessHandle::destroyForcibly);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    return process;
  }

  private ProcessBuilder command() throws IOException {
    Files.createDirectories(home);
    // A class path is longer than some systems allow a command line to be.
    Path arguments = Files.createTempFile("atelier", ".arguments");
    Files.writeString(arguments, "-cp \"" + classPath() + "\"");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(options);
    command.addAll(List.of("@" + arguments, AtelierApplication.class.getName()));
    command.add("--server.port=" + port);
    properties.forEach((name, value) -> command.add("--" + name + "=" + value));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().remove("DATABASE_URL");
    builder.environment().put("SECRET_KEY", "the-same-on-all-nodes-of-a-database");
    builder.environment().put("ATELIER_HOME", home.toString());
    builder.environment().put("ATELIER_DATABASE_BINARIES", TestDatabase.BINARIES.toString());
    builder.environment().putAll(environment);
    return builder;
  }

  /** Without our test classes, whose beans the application would take for its own. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !Path.of(entry).endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void requireAlive(Process started) {
    if (!started.isAlive()) {
      throw new IllegalStateException("the application ended:\n" + log());
    }
  }

  private boolean isReady(HttpClient client) {
    HttpRequest request =
        HttpRequest.newBuilder(url("/actuator/health/readiness"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      // Access may be refused, but only by an application that is up.
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 500;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void waitFor(Process ending) {
    try {
      if (!ending.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        ending.destroyForcibly();
        throw new IllegalStateException("the application did not end:\n" + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
