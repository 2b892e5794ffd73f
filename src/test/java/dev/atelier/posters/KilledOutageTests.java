package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.ApplicationProcess;
import dev.atelier.S3Server;
import dev.atelier.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/** The whole application, killed while its bucket is away. */
@Tag("slow")
@Timeout(600)
class KilledOutageTests {

  private static final int ROWS = 60;

  /** Rows in work at once: two for each browser, of which there is one a processor. */
  private static final int LANES = 2 * Runtime.getRuntime().availableProcessors();

  /** A line for each picture that was drawn: it was stored, or kept while the bucket was away. */
  private static final Pattern DRAWN =
      Pattern.compile("Stored poster (\\S+)|(\\S+) waits for the object store");

  @TempDir Path folder;

  private final String url = TestDatabase.create();
  private final JdbcClient database = JdbcClient.create(new DriverManagerDataSource(url));

  @Test
  void p27WhatADeadNodeDrewWhileTheBucketWasAwayIsStoredByAnother() {
    try (S3Server server = S3Server.start();
        ApplicationProcess application = node("a", server);
        ApplicationProcess other = node("b", server)) {
      application.start();
      var client = new PosterClient(application.url("/").getPort());
      String id = client.start(rows()).body().path("id").asString();
      Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> succeeded(client, id) >= 10);

      server.stop();
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> kept() > 0);
      application.kill();
      int left = kept();
      server.resume();
      other.start();

      JsonNode run = new PosterClient(other.url("/").getPort()).awaitEnd(id);
      assertThat(run.path("succeeded").asInt()).isEqualTo(ROWS);
      assertThat(files(server.objects().resolve("posters"), ".png")).isEqualTo(ROWS);
      List<String> drawn =
          DRAWN
              .matcher(application.log() + other.log())
              .results()
              .map(KilledOutageTests::key)
              .toList();
      assertThat(drawn.stream().distinct()).hasSize(ROWS);
      assertThat(drawn.size()).isBetween(ROWS, ROWS + LANES);
      assertThat(left).isPositive();
      assertThat(kept()).isZero();
      assertThat(application.log()).doesNotContain(S3Server.SECRET_KEY);
    }
  }

  private static String key(MatchResult line) {
    return line.group(1) == null ? line.group(2) : line.group(1);
  }

  private static String rows() {
    return IntStream.rangeClosed(1, ROWS)
        .mapToObj(i -> "user" + i + "," + i)
        .collect(Collectors.joining("\n", "username,user_id\n", "\n"));
  }

  private static int succeeded(PosterClient client, String id) {
    return client.get("/api/posters/runs/" + id).body().path("succeeded").asInt();
  }

  private ApplicationProcess node(String name, S3Server server) {
    return new ApplicationProcess(folder.resolve(name))
        .environment("DATABASE_URL", url)
        .environment("AWS_S3_BUCKET", S3Server.BUCKET)
        .environment("AWS_ENDPOINT_URL", server.endpoint())
        .environment("AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY)
        .environment("AWS_SECRET_ACCESS_KEY", S3Server.SECRET_KEY)
        .property("logging.level.dev.atelier.posters", "debug");
  }

  private int kept() {
    return database.sql("select count(*) from storage.spooled").query(Integer.class).single();
  }

  /** Those with that ending: a killed server leaves parts of objects under other names. */
  private static long files(Path below, String ending) {
    try (Stream<Path> files = Files.walk(below)) {
      return files
          .filter(file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
