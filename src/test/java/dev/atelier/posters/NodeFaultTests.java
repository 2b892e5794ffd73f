package dev.atelier.posters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.ApplicationProcess;
import dev.atelier.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** Whole applications that are deployed anew, frozen and killed while they serve. */
@Tag("slow")
@Timeout(600)
class NodeFaultTests {

  private static final int ROWS = 60;
  private static final int LARGE = 20_000;

  @TempDir Path folder;

  private final String url = TestDatabase.create();
  private final JdbcClient database = JdbcClient.create(new DriverManagerDataSource(url));

  @Test
  void p5ADeployAnswersWhatItHasTakenAndBurnsNoAttempt() throws Exception {
    try (ApplicationProcess application = node("a");
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      application.start();
      PosterClient client = client(application);
      String id = client.start(rows(ROWS)).body().path("id").asString();
      awaitEnded(client, id, 5);
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        answers.add(callers.submit(() -> preview(client)));
      }
      Thread.sleep(300);

      int exit = application.terminate();

      assertThat(exit).isIn(0, 143);
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
      application.start();
      assertThat(client.awaitEnd(id).path("succeeded").asInt()).isEqualTo(ROWS);
      assertThat(database.sql("select max(attempts) from jobs.item").query(Integer.class).single())
          .isEqualTo(1);
    }
  }

  @Test
  void p6WhatAFrozenNodeHeldIsDoneByAnotherAndCountedOnce() throws Exception {
    try (ApplicationProcess frozen = node("a");
        ApplicationProcess other = node("b")) {
      frozen.start();
      String id = client(frozen).start(rows(ROWS)).body().path("id").asString();
      awaitEnded(client(frozen), id, 5);

      signal(frozen, "STOP");
      other.start();
      JsonNode run = client(other).awaitEnd(id);
      signal(frozen, "CONT");

      assertThat(run.path("succeeded").asInt()).isEqualTo(ROWS);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> frozen.log().contains("lease_lost"));
      assertThat(client(frozen).get("/api/posters/runs/" + id).body()).isEqualTo(run);
      assertThat(
              database.sql("select sum(succeeded) from jobs.tally").query(Integer.class).single())
          .isEqualTo(ROWS);
    }
  }

  @Test
  void p8AnUploadThatIsCutByAKillIsThereWholeOrNotAtAll() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("NodeFaultTests seed " + seed);
    Random random = new Random(seed);
    byte[] csv = rows(LARGE).getBytes(UTF_8);
    try (ApplicationProcess application = node("a")) {
      // Rows are only stored here, not drawn.
      application.property("atelier.renderer.browsers", "1");
      for (int kill = 0; kill < 4; kill++) {
        application.start();
        PosterClient client = client(application);
        Thread upload =
            Thread.ofVirtual()
                .start(() ->
                    ignoreCut(() ->
                        client.upload(
                            "/api/posters/runs", csv, PosterClient.smallRun("<p>{username}</p>"))));
        sleep(50 + random.nextInt(2_000));
        application.kill();
        join(upload);

        List<@Nullable Integer> counts =
            database
                .sql(
                    """
                    select count(item.id)
                    from jobs.batch left join jobs.item on item.batch_id = batch.id
                    group by batch.id
                    """)
                .query(Integer.class)
                .list();
        assertThat(counts).allMatch(count -> Objects.equals(count, LARGE));
        assertThat(database.sql("select count(*) from posters.run").query(Integer.class).single())
            .isEqualTo(counts.size());
        database.sql("delete from jobs.item").update();
        database.sql("delete from jobs.batch").update();
        database.sql("delete from posters.run").update();
      }
    }
  }

  private ApplicationProcess node(String name) {
    return new ApplicationProcess(folder.resolve(name))
        .environment("DATABASE_URL", url)
        .environment("MEDIA_ROOT", folder.resolve("media").toString());
  }

  private static PosterClient client(ApplicationProcess application) {
    return new PosterClient(application.url("/").getPort());
  }

  private static int preview(PosterClient client) {
    return client
        .upload(
            "/api/posters/preview",
            rows(3).getBytes(UTF_8),
            PosterClient.smallRun("<p>{username}</p>"))
        .status();
  }

  private static String rows(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "user" + i + "," + i)
        .collect(Collectors.joining("\n", "username,user_id\n", "\n"));
  }

  private static void awaitEnded(PosterClient client, String id, int rows) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> client.get("/api/posters/runs/" + id).body().path("succeeded").asInt() >= rows);
  }

  private static void signal(ApplicationProcess application, String name)
      throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, "" + application.pid()).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** The answer of a server that is killed meanwhile never comes. */
  private static void ignoreCut(Runnable call) {
    try {
      call.run();
    } catch (UncheckedIOException cut) {
      System.out.println("cut: " + cut.getMessage());
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
