package dev.atelier.jobs;

import com.zaxxer.hikari.HikariDataSource;
import dev.atelier.jobs.JobHandler.Outcome.Done;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node in a JVM of its own, which can be killed. It notes every run in the table {@code run}. */
final class NodeProcess implements AutoCloseable {

  static final String QUEUE = "test.work";
  static final String FATAL = "fatal";
  static final int LANES = 4;

  private final Process process;

  private NodeProcess(Process process) {
    this.process = process;
  }

  static void createRunTable(String url) {
    TestNode.execute(url, "create table run (label text not null, node text not null)");
  }

  /**
   * @param workMillis how long an item takes
   */
  static NodeProcess start(String url, String node, int workMillis) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            NodeProcess.class.getName(),
            url,
            node,
            String.valueOf(workMillis));
    return new NodeProcess(new ProcessBuilder(command).inheritIO().start());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As {@code kill -TERM}; returns the exit code. */
  int terminate() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] arguments) throws InterruptedException {
    String url = arguments[0];
    String node = arguments[1];
    long workMillis = Long.parseLong(arguments[2]);
    var pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    JdbcClient jdbc = JdbcClient.create(pool);
    var handler =
        TestHandler.forgetful(
            QUEUE,
            LANES,
            work -> {
              jdbc.sql("insert into run (label, node) values (:label, :node)")
                  .param("label", work.label())
                  .param("node", node)
                  .update();
              if (work.label().equals(FATAL)) {
                Runtime.getRuntime().halt(137);
              }
              if (new CountDownLatch(1).await(workMillis, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("cannot be");
              }
              return new Done("done");
            });
    var running =
        TestNode.builder(url)
            .node(node)
            .with(handler)
            .property("atelier.jobs.heartbeat=1s")
            .property("logging.level.root=warn")
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(running::close));
    new CountDownLatch(1).await();
  }
}
