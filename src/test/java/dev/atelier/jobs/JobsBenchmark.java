package dev.atelier.jobs;

import com.zaxxer.hikari.HikariDataSource;
import dev.atelier.jobs.JobHandler.Outcome.Done;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Measures the jobs module against a hand-written loop over {@code for update skip locked} on the
 * same fresh PostgreSQL, which really writes to the disk. See {@code bench/README.md}.
 */
final class JobsBenchmark {

  private static final int ITEMS = 20_000;
  private static final int WARM_UP = 20_000;
  private static final int THREADS = 16;
  private static final int ROUNDS = 3;
  private static final int LARGE = 100_000;
  private static final String QUEUE = "bench.nothing";

  private JobsBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "100")
            .setPGStartupWait(Duration.ofMinutes(1))
            .start()) {
      String url = TestNode.migrate(server.getJdbcUrl("postgres", "postgres"));
      requireDisk(server);
      var handler = TestHandler.forgetful(QUEUE, THREADS, work -> new Done("done"));
      try (var loop = new Loop(url);
          var node = TestNode.builder(url).with(handler).pool(THREADS + 4).start()) {
        compare(loop, node);
        enqueue(node);
      }
    }
  }

  private static void requireDisk(EmbeddedPostgres server) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select current_setting('fsync'), current_setting('synchronous_commit')")) {
      row.next();
      System.out.printf("fsync %s, synchronous_commit %s%n", row.getString(1), row.getString(2));
    }
  }

  private static void compare(Loop loop, TestNode node) throws Exception {
    loop.run(WARM_UP, 50);
    loop.run(WARM_UP, 1);
    module(node, WARM_UP);
    double[] fifty = new double[ROUNDS];
    double[] one = new double[ROUNDS];
    double[] module = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      fifty[i] = loop.run(ITEMS, 50);
      one[i] = loop.run(ITEMS, 1);
      module[i] = module(node, ITEMS);
    }
    System.out.printf("%,d no-op items, %d threads or lanes, jobs/s:%n", ITEMS, THREADS);
    print("loop, claim 50, ack each", fifty);
    print("loop, claim 1, ack each", one);
    print("jobs module", module);
    System.out.printf(
        "ratio to claim 50: %.2f, to claim 1: %.2f%n",
        median(module) / median(fifty), median(module) / median(one));
  }

  private static void print(String name, double[] rounds) {
    System.out.printf(
        "  %-26s median %,7.0f  of %s%n",
        name,
        median(rounds),
        Arrays.stream(rounds).mapToObj(each -> String.format("%,.0f", each)).toList());
  }

  private static double median(double[] rounds) {
    double[] sorted = rounds.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Runs a batch through the module; jobs/s from the commit to the batch's end. */
  private static double module(TestNode node, int items) {
    BatchId id =
        node.enqueue(IntStream.range(0, items).mapToObj(i -> TestNode.item(QUEUE, "item " + i)));
    long started = System.nanoTime();
    Awaitility.await()
        .pollInterval(10, TimeUnit.MILLISECONDS)
        .atMost(5, TimeUnit.MINUTES)
        .until(() -> node.jobs().find(id).orElseThrow().state() == Batch.State.COMPLETED);
    return items / ((System.nanoTime() - started) / 1e9);
  }

  private static void enqueue(TestNode node) {
    double[] seconds = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long started = System.nanoTime();
      BatchId id =
          node.enqueue(IntStream.range(0, LARGE).mapToObj(j -> TestNode.item(QUEUE, "item " + j)));
      seconds[i] = (System.nanoTime() - started) / 1e9;
      node.jobs().cancel(id);
    }
    System.out.printf(
        "enqueue of %,d items in one transaction: median %.2f s of %s%n",
        LARGE,
        median(seconds),
        Arrays.stream(seconds).mapToObj(each -> String.format("%.2f", each)).toList());
  }

  /** The hand-written loop: a table, threads that claim some rows and acknowledge each. */
  private static final class Loop implements AutoCloseable {

    private final HikariDataSource pool = new HikariDataSource();

    Loop(String url) throws SQLException {
      pool.setJdbcUrl(url);
      pool.setMaximumPoolSize(THREADS);
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            create table loop (
              id bigserial primary key,
              state text not null,
              input text not null)
            """);
        statement.execute("create index on loop (id) where state = 'waiting'");
      }
    }

    double run(int items, int claim) throws Exception {
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("truncate loop");
        statement.execute(
            "insert into loop (state, input) select 'waiting', '\"item\"' from generate_series(1, "
                + items
                + ")");
        statement.execute("analyze loop");
      }
      long started = System.nanoTime();
      try (ExecutorService executor = Executors.newFixedThreadPool(THREADS)) {
        List<Future<?>> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          threads.add(
              executor.submit(() -> {
                work(claim);
                return null;
              }));
        }
        for (Future<?> thread : threads) {
          thread.get();
        }
      }
      return items / ((System.nanoTime() - started) / 1e9);
    }

    private void work(int claim) throws SQLException {
      try (Connection connection = pool.getConnection();
          PreparedStatement take =
              connection.prepareStatement(
                  """
                  update loop
                  set state = 'running'
                  where id in (
                    select id
                    from loop
                    where state = 'waiting'
                    order by id
                    for update skip locked
                    limit ?)
                  returning id
                  """);
          PreparedStatement acknowledge =
              connection.prepareStatement("update loop set state = 'done' where id = ?")) {
        List<Long> taken = new ArrayList<>();
        do {
          taken.clear();
          take.setInt(1, claim);
          try (ResultSet rows = take.executeQuery()) {
            while (rows.next()) {
              taken.add(rows.getLong(1));
            }
          }
          for (long id : taken) {
            acknowledge.setLong(1, id);
            acknowledge.executeUpdate();
          }
        } while (!taken.isEmpty());
      }
    }

    @Override
    public void close() {
      pool.close();
    }
  }
}
