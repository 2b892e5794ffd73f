package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.S3Server;
import dev.atelier.providers.PageRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/**
 * A bucket that goes away in the middle of a run. {@code -Doutage.seconds=60} keeps it away for as
 * long as the issue asks.
 */
@IntegrationTest
@Import(StorageOutageTests.Renders.class)
@Timeout(600)
class StorageOutageTests {

  private static final S3Server SERVER = S3Server.start();
  private static final AtomicInteger RENDERS = new AtomicInteger();
  private static final int ROWS = 80;

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;

  @DynamicPropertySource
  static void s3(DynamicPropertyRegistry properties) {
    SERVER.use(properties);
  }

  @BeforeEach
  void forget() throws IOException {
    RENDERS.set(0);
    FileSystemUtils.deleteRecursively(SERVER.objects().resolve("posters"));
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void p27PostersWaitForTheBucketAndNoneIsDrawnTwice() throws Exception {
    var client = new PosterClient(port);
    String id = client.start(rows()).body().path("id").asString();
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> succeeded(client, id) >= 10);

    SERVER.stop();
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> kept() > 0);
    int before = succeeded(client, id);
    Thread.sleep(Duration.ofSeconds(Integer.getInteger("outage.seconds", 8)));
    JsonNode waiting = client.get("/api/posters/runs/" + id).body();
    assertThat(waiting.path("state").asString()).isEqualTo("processing");
    assertThat(waiting.path("failed").asInt()).isZero();
    // What was in work when the bucket went was drawn, and nothing after that.
    assertThat(RENDERS.get() - before).isBetween(1, 8);
    System.out.printf(
        "outage: %d posters before, %d drawn and kept, %d renders%n",
        before, kept(), RENDERS.get());
    SERVER.resume();

    JsonNode run = client.awaitEnd(id);
    assertThat(run.path("state").asString()).isEqualTo("completed");
    assertThat(run.path("succeeded").asInt()).isEqualTo(ROWS);
    assertThat(RENDERS).hasValue(ROWS);
    assertThat(attempts(id)).isEqualTo(ROWS);
    assertThat(kept()).isZero();
    try (Stream<Path> objects = Files.walk(SERVER.objects().resolve("posters"))) {
      // A killed server leaves parts of objects under other names.
      assertThat(objects.filter(object -> object.toString().endsWith(".png"))).hasSize(ROWS);
    }
    JsonNode posters =
        client.get("/api/posters/runs/" + id + "/posters?limit=200").body().path("posters");
    for (JsonNode poster : posters) {
      assertThat(PngSize.of(client.get(poster.path("url").asString()).raw().body()))
          .isEqualTo(new PngSize(200, 200));
    }
  }

  @Test
  void p27ABucketThatRefusesEverythingFailsTheRunAndWhatWasDrawnIsStoredByTheRetry()
      throws Exception {
    var client = new PosterClient(port);
    SERVER.stop();
    SERVER.refuse();
    String id;
    try {
      id = client.start("username,user_id\nada,1\n").body().path("id").asString();
      JsonNode refused = client.awaitEnd(id);
      assertThat(refused.path("failed").asInt()).as(refused.toString()).isEqualTo(1);
      assertThat(refused.toString()).contains("AWS_SECRET_ACCESS_KEY");
      assertThat(kept()).isEqualTo(1);
    } finally {
      SERVER.stop();
      SERVER.resume();
    }

    assertThat(client.post("/api/posters/runs/" + id + "/retry-failed").status()).isEqualTo(200);
    assertThat(client.awaitEnd(id).path("succeeded").asInt()).isEqualTo(1);
    assertThat(RENDERS).hasValue(1);
    assertThat(kept()).isZero();
  }

  private static String rows() {
    return IntStream.rangeClosed(1, ROWS)
        .mapToObj(i -> "user" + i + "," + i)
        .collect(Collectors.joining("\n", "username,user_id\n", "\n"));
  }

  private static int succeeded(PosterClient client, String id) {
    return client.get("/api/posters/runs/" + id).body().path("succeeded").asInt();
  }

  /** The attempts that all rows took together. */
  private int attempts(String run) {
    return jdbc.sql(
            """
            select sum(i.attempts)
            from jobs.item i
            join posters.run r on r.batch = i.batch_id
            where r.id = ?
            """)
        .param(run)
        .query(Integer.class)
        .single();
  }

  private int kept() {
    return jdbc.sql("select count(*) from storage.spooled").query(Integer.class).single();
  }

  /** Counts what is drawn. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Renders {

    @Bean
    static BeanPostProcessor countsRenders() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return bean instanceof PageRenderer renderer ? new Counted(renderer) : bean;
        }
      };
    }
  }

  private record Counted(PageRenderer renderer) implements PageRenderer {

    @Override
    public Picture render(Page page) {
      Picture picture = renderer.render(page);
      RENDERS.incrementAndGet();
      return picture;
    }

    @Override
    public int capacity() {
      return renderer.capacity();
    }
  }
}
