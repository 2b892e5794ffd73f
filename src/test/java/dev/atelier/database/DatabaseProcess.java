package dev.atelier.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A process of home and database only, to be killed. Each one adds a row, says how many rows there
 * are, and waits.
 */
final class DatabaseProcess implements AutoCloseable {

  private static final String READY = "rows:";

  private final Process process;
  private final int rows;
  private final Duration startTime;

  private DatabaseProcess(Process process, int rows, Duration startTime) {
    this.process = process;
    this.rows = rows;
    this.startTime = startTime;
  }

  public static void main(String[] arguments) throws InterruptedException {
    long begin = System.nanoTime();
    ConfigurableApplicationContext context =
        DatabaseOnly.start(Path.of(arguments[0]), "atelier.database.url=");
    JdbcClient jdbc = context.getBean(JdbcClient.class);
    jdbc.sql("create table if not exists survivor (id int generated always as identity)").update();
    jdbc.sql("insert into survivor default values").update();
    int rows = jdbc.sql("select count(*) from survivor").query(Integer.class).single();
    System.out.println(READY + rows + ":" + (System.nanoTime() - begin) / 1_000_000);
    Thread.currentThread().join();
    SpringApplication.exit(context);
  }

  /** Starts a process and returns when its row is committed. */
  static DatabaseProcess start(Path home) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    DatabaseProcess.class.getName(),
                    home.toString()))
            .redirectErrorStream(true)
            .start();
    StringBuilder log = new StringBuilder();
    BufferedReader output = process.inputReader();
    for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(READY)) {
        String[] parts = line.split(":", -1);
        return new DatabaseProcess(
            process, Integer.parseInt(parts[1]), Duration.ofMillis(Long.parseLong(parts[2])));
      }
      log.append(line).append('\n');
    }
    throw new IllegalStateException("the process ended:\n" + log);
  }

  int rows() {
    return rows;
  }

  Duration startTime() {
    return startTime;
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      throw new IllegalStateException("did not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    if (process.isAlive()) {
      terminate();
    }
  }
}
