package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.posters.PosterClient.Answer;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The rest of the older wire: its health, its error log, and bad input to its reads. */
@IntegrationTest
class PosterStudioCompatTests {

  @LocalServerPort int port;
  private PosterClient client;

  @BeforeEach
  void connect() {
    client = new PosterClient(port);
  }

  @Test
  void theHealthNamesItsServices() {
    JsonNode health = client.get("/api/batch/health").body();

    assertThat(health.path("success").asBoolean()).isTrue();
    assertThat(health.path("services").propertyNames())
        .containsExactlyInAnyOrder("database", "redpanda", "sse_connections");
    assertThat(health.path("services").path("database").asBoolean()).isTrue();
    assertThat(health.path("services").path("sse_connections").isInt()).isTrue();
  }

  @Test
  void anErrorOfAPageIsKeptWithItsRun() {
    String id = client.start("username,user_id\nada,1\n").body().path("id").asString();
    client.awaitEnd(id);

    Answer answer =
        client.postJson(
            "/api/batch/log-frontend-error",
            Map.of("jobId", id, "errorMessage", "a\r\nb\u0000c", "errorStack", "at x", "n", 1));

    assertThat(answer.body().path("success").asBoolean()).isTrue();
    JsonNode log = client.get("/api/batch/jobs/" + id + "/logs?level=ERROR").body().path("logs");
    assertThat(log.path(0).path("message").asString()).isEqualTo("Page: a b c");
    assertThat(log.path(0).path("details").path("errorStack").asString()).isEqualTo("at x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|200",
        "{\"jobId\":\"job_of_another\"}|200",
        "{\"jobId\":17,\"errorMessage\":{\"a\":[1]}}|200",
        "[]|422",
        "\"text\"|422",
        "{|400"
      })
  void anyObjectIsAnErrorOfAPage(String body, int status) {
    Answer answer = client.postJsonText("/api/batch/log-frontend-error", body);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=1000000000",
        "limit=0",
        "limit=-1",
        "limit=1.5",
        "limit=abc",
        "limit=9223372036854775808",
        "limit=1&limit=2"
      })
  void h1BadLimitsAreRefusedByName(String query) {
    for (String path : new String[] {"/api/batch/jobs", "/api/posters/runs", logsPath()}) {
      Answer answer = client.get(path + "?" + query);

      assertThat(answer.status()).as(path + answer.body()).isEqualTo(422);
      assertThat(answer.body().path("errors").findValuesAsString("field")).contains("limit");
    }
  }

  private String logsPath() {
    return "/api/batch/jobs/" + anyRun() + "/logs";
  }

  private String anyRun() {
    return client.start("username,user_id\nada,1\n").body().path("id").asString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"offset=-1", "offset=1000000000000", "offset=x", "status=lost"})
  void h1BadOffsetsAndStatesAreRefused(String query) {
    assertThat(client.get("/api/batch/jobs?" + query).status()).isEqualTo(422);
  }

  @Test
  void h11UnknownIdsOfAnyFormAreNotFound() {
    String length = "j".repeat(300);
    for (String id : new String[] {"x", length, "%F0%9F%98%80", "1%20or%201=1", "0"}) {
      for (String read : new String[] {"", "/results", "/logs", "/posters-for-save", "/stream"}) {
        assertThat(client.get("/api/batch/jobs/" + id + read).status())
            .as(id + read)
            .isEqualTo(404);
      }
    }
    assertThat(client.get("/api/batch/jobs/%00").status()).isIn(400, 404);
  }

  @Test
  void aRunningJobIsCancelledAndASecondTimeRefused() {
    String rows =
        IntStream.rangeClosed(1, 400)
            .mapToObj(i -> "u" + i + "," + i)
            .collect(Collectors.joining("\n"));
    String id = client.start("username,user_id\n" + rows + "\n").body().path("id").asString();

    Answer cancelled = client.post("/api/batch/jobs/" + id + "/cancel");

    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.body().path("success").asBoolean()).isTrue();
    client.awaitEnd(id);
    JsonNode job = client.get("/api/batch/jobs/" + id).body().path("job");
    assertThat(job.path("status").asString()).isEqualTo("cancelled");
    assertThat(client.post("/api/batch/jobs/" + id + "/cancel").body().path("detail").asString())
        .isEqualTo("Job cannot be cancelled");
    Answer deleted = client.delete("/api/generate-bulk/" + id);
    assertThat(deleted.status()).isEqualTo(400);
    assertThat(deleted.body().path("detail").asString()).isEqualTo("Job could not be cancelled");
  }

  @Test
  void logsAreNewestFirstAndTheTotalOfTheListIsTheTotal() {
    String id = anyRun();
    client.awaitEnd(id);
    String second = anyRun();
    client.awaitEnd(second);

    JsonNode logs = client.get("/api/batch/jobs/" + id + "/logs").body().path("logs");
    assertThat(logs.size()).isGreaterThan(1);
    assertThat(logs.path(0).path("id").asLong()).isGreaterThan(logs.path(1).path("id").asLong());
    JsonNode page = client.get("/api/batch/jobs?limit=1&status=completed").body();
    assertThat(page.path("jobs").size()).isEqualTo(1);
    assertThat(page.path("total").asInt()).isGreaterThanOrEqualTo(2);
  }
}
