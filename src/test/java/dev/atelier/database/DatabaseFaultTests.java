package dev.atelier.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.ApplicationProcess;
import dev.atelier.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The whole application over HTTP while its database answers nothing, or keeps a table locked;
 * {@link DatabaseAwayTests} has the same without HTTP.
 */
@Tag("slow")
@Timeout(300)
class DatabaseFaultTests {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** The socket timeout and the patience of the pool, and some for a busy machine. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void p10AFrozenAndP12ALockedDatabaseCostAnswersButNoRowAndNoOtherRoute() throws Exception {
    String url = TestDatabase.create();
    URI direct = URI.create(url.substring("jdbc:".length()));
    JdbcClient database = JdbcClient.create(new DriverManagerDataSource(url));
    try (FaultyLink link = new FaultyLink("localhost", direct.getPort());
        ApplicationProcess application = new ApplicationProcess(folder.resolve("home"))) {
      application
          .environment(
              "DATABASE_URL", "postgresql://postgres@127.0.0.1:" + link.port() + direct.getPath())
          .property("atelier.database.socket-timeout", "3s")
          .start();

      assertP12(application, url);
      String run = start(application);
      assertP10(application, link);

      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> body(application, "/api/posters/runs/" + run).contains("\"completed\""));
      assertThat(body(application, "/api/posters/runs/" + run)).contains("\"succeeded\":40");
      assertThat(
              database
                  .sql("select sum(succeeded) + sum(failed) from jobs.tally")
                  .query(Integer.class)
                  .single())
          .isEqualTo(40);
    }
  }

  private static void assertP12(ApplicationProcess application, String url) throws Exception {
    List<Future<HttpResponse<String>>> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      try (Connection other = DriverManager.getConnection(url);
          Statement statement = other.createStatement()) {
        other.setAutoCommit(false);
        statement.execute("lock table posters.run in access exclusive mode");
        for (int i = 0; i < 60; i++) {
          answers.add(callers.submit(() -> get(application, "/api/posters/runs")));
        }
        assertLives(application);
        for (Future<HttpResponse<String>> answer : answers) {
          assertUnavailable(answer.get());
        }
      }
    }
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> get(application, "/api/posters/runs").statusCode() == 200);
  }

  private static void assertP10(ApplicationProcess application, FaultyLink link) throws Exception {
    link.freeze();
    try {
      assertUnavailable(get(application, "/api/posters/runs"));
      assertLives(application);
    } finally {
      link.thaw();
    }
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> get(application, "/api/posters/runs").statusCode() == 200);
  }

  /** What needs no database answers at once, and says the truth. */
  private static void assertLives(ApplicationProcess application) throws Exception {
    assertThat(get(application, "/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(get(application, "/health").statusCode()).isEqualTo(200);
    assertThat(get(application, "/").statusCode()).isLessThan(500);
  }

  private static void assertUnavailable(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.body()).contains("database_").doesNotContain("postgres", "Hikari");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  private static String start(ApplicationProcess application) throws Exception {
    String rows =
        IntStream.rangeClosed(1, 40)
            .mapToObj("{\"username\":\"u%1$d\",\"user_id\":%1$d}"::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    String request =
        """
        {"bulkMethod":"csv","posterName":"autumn","size":"custom","customWidth":200,
         "customHeight":200,"csvTemplate":"<b>{username}</b>","csvColumns":["username"],
         "csvData":%s}
        """
            .formatted(rows);
    HttpResponse<String> started =
        HTTP.send(
            HttpRequest.newBuilder(application.url("/api/generate-bulk"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(request))
                .build(),
            BodyHandlers.ofString());
    assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
    return started.body().replaceFirst("(?s).*\"jobId\":\"([^\"]+)\".*", "$1");
  }

  private static String body(ApplicationProcess application, String path) throws Exception {
    return get(application, path).body();
  }

  private static HttpResponse<String> get(ApplicationProcess application, String path)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(application.url(path)).timeout(LIMIT).build(),
        BodyHandlers.ofString());
  }
}
