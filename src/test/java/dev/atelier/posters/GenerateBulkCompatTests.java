package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.posters.PosterClient.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The bulk start and the job reads, field for field as existing clients know them. */
@IntegrationTest
class GenerateBulkCompatTests {

  @LocalServerPort int port;
  private PosterClient client;

  @BeforeEach
  void connect() {
    client = new PosterClient(port);
  }

  private static Map<String, Object> request() {
    Map<String, Object> request = new HashMap<>();
    request.put("csvColumns", List.of("username", "user_id", "display_name"));
    request.put(
        "csvData",
        List.of(
            Map.of("username", "phase", "user_id", "1058727", "display_name", "Phase"),
            Map.of("username", "", "user_id", "9", "display_name", "Nobody"),
            Map.of("username", "zoe", "user_id", 7, "display_name", "Zoé")));
    request.put("bulkMethod", "csv");
    request.put("posterName", "autumn-speakers");
    request.put("size", "custom");
    request.put("customWidth", 320);
    request.put("customHeight", 240);
    request.put("csvTemplate", "<p>{display_name}</p>");
    request.put("skipOverlays", true);
    request.put("somethingUnknown", Map.of("a", 1));
    return request;
  }

  @Test
  void startsAnswersAndEndsInTheKnownShapes() {
    Answer started = client.postJson("/api/generate-bulk", request());

    assertThat(started.status()).isEqualTo(200);
    JsonNode body = started.body();
    String id = body.path("jobId").asString();
    assertThat(id).matches("job_[0-9a-f]{12}");
    assertThat(body.propertyNames())
        .containsExactlyInAnyOrder(
            "success",
            "jobId",
            "status",
            "totalItems",
            "campaignName",
            "createdAt",
            "sseEndpoint",
            "message");
    assertThat(body.path("status").asString()).isEqualTo("queued");
    assertThat(body.path("totalItems").asInt()).isEqualTo(3);
    assertThat(body.path("campaignName").asString()).isEqualTo("autumn-speakers");
    assertThat(body.path("createdAt").asString())
        .matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{6}");
    assertThat(body.path("sseEndpoint").asString()).isEqualTo("/api/batch/jobs/" + id + "/stream");

    client.awaitEnd(id);
    assertJob(id);
    assertResults(id);
    assertPostersForSave(id);
    assertLogs(id);
  }

  private void assertJob(String id) {
    JsonNode job = client.get("/api/batch/jobs/" + id).body().path("job");
    assertThat(job.propertyNames())
        .containsExactlyInAnyOrder(
            "job_id",
            "status",
            "campaign_name",
            "total_items",
            "processed_items",
            "success_count",
            "failure_count",
            "percent_complete",
            "created_at",
            "started_at",
            "completed_at",
            "error_message",
            "statistics");
    assertThat(job.path("status").asString()).isEqualTo("completed");
    assertThat(job.path("processed_items").asInt()).isEqualTo(3);
    assertThat(job.path("success_count").asInt()).isEqualTo(2);
    assertThat(job.path("failure_count").asInt()).isEqualTo(1);
    assertThat(job.path("percent_complete").asDouble()).isEqualTo(100.0);
    assertThat(job.path("created_at").asString()).endsWith("+00:00");
    assertThat(job.path("statistics").path("avg_time_ms").isString()).isTrue();

    JsonNode status = client.get("/api/generate-bulk/" + id + "/status").body();
    assertThat(status.propertyNames())
        .containsExactlyInAnyOrder(
            "success",
            "jobId",
            "status",
            "total",
            "processed",
            "success_count",
            "failure_count",
            "percent",
            "campaignName",
            "createdAt",
            "startedAt",
            "completedAt",
            "statistics");
    assertThat(status.path("statistics").path("avg_time_ms").isNumber()).isTrue();
  }

  private void assertResults(String id) {
    JsonNode results = client.get("/api/batch/jobs/" + id + "/results").body();
    assertThat(results.path("successCount").asInt()).isEqualTo(2);
    assertThat(results.path("failureCount").asInt()).isEqualTo(1);
    assertThat(results.path("results").path(0).propertyNames())
        .containsExactlyInAnyOrder(
            "username", "display_name", "poster_url", "success", "error", "processing_time_ms");
    assertThat(results.path("results").findValuesAsString("username"))
        .containsExactly("phase", "row_2", "zoe");

    JsonNode bulk = client.get("/api/generate-bulk/" + id + "/results").body();
    assertThat(bulk.path("results").path(0).propertyNames())
        .containsExactlyInAnyOrder("username", "userId", "posterUrl", "imageUrl", "success");
    assertThat(bulk.path("failures").path(0).propertyNames())
        .containsExactlyInAnyOrder("username", "userId", "error", "success");
    String url = bulk.path("results").path(0).path("posterUrl").asString();
    assertThat(url).startsWith("http://");
    assertThat(PngSize.of(client.get(url.replaceFirst("https?://[^/]+", "")).raw().body()))
        .isEqualTo(new PngSize(320, 240));
  }

  private void assertPostersForSave(String id) {
    JsonNode save = client.get("/api/batch/jobs/" + id + "/posters-for-save").body();
    assertThat(save.propertyNames())
        .containsExactlyInAnyOrder(
            "success",
            "jobId",
            "campaignName",
            "totalPosters",
            "totalMissingUserId",
            "missingUserIdPosters",
            "warning",
            "posters");
    assertThat(save.path("totalPosters").asInt()).isEqualTo(2);
    assertThat(save.path("posters").path(0).path("userId").isIntegralNumber()).isTrue();
    assertThat(save.path("posters").path(0).path("userId").asLong()).isEqualTo(1058727);
    assertThat(save.path("posters").path(1).path("userId").asLong()).isEqualTo(7);
  }

  private void assertLogs(String id) {
    JsonNode logs = client.get("/api/batch/jobs/" + id + "/logs?level=ERROR").body();
    assertThat(logs.path("count").asInt()).isEqualTo(1);
    assertThat(logs.path("logs").path(0).propertyNames())
        .containsExactlyInAnyOrder("id", "job_id", "level", "message", "details", "created_at");
    assertThat(logs.path("logs").path(0).path("details").path("row").asInt()).isEqualTo(2);
    assertThat(client.get("/api/batch/jobs/" + id + "/logs?limit=501").status()).isEqualTo(422);
    assertThat(client.get("/api/batch/jobs/" + id + "/logs?level=LOUD").status()).isEqualTo(422);
  }

  static Stream<Arguments> badRequests() {
    return Stream.of(
        Arguments.of("no name", "posterName", null, 422),
        Arguments.of("no method", "bulkMethod", null, 422),
        Arguments.of("unknown method", "bulkMethod", "fax", 422),
        Arguments.of("prompt", "bulkMethod", "prompt", 400),
        Arguments.of("no rows", "csvData", List.of(), 400),
        Arguments.of("no columns", "csvColumns", List.of(), 400),
        Arguments.of("no template", "csvTemplate", null, 400),
        Arguments.of("unknown size", "size", "stamp", 422),
        Arguments.of("huge size", "customWidth", 20_000, 422),
        Arguments.of("size as text", "customWidth", "wide", 422),
        Arguments.of("rows that are no list", "csvData", Map.of("username", "ada"), 422),
        Arguments.of("rows as text", "csvData", "username", 422),
        Arguments.of("rows that are no objects", "csvData", List.of("ada"), 422),
        Arguments.of("a deep cell", "csvData", List.of(Map.of("username", nested(120))), 400),
        Arguments.of("NUL in a cell", "csvData", List.of(Map.of("username", "a\u0000b")), 422));
  }

  private static Object nested(int depth) {
    return depth == 0 ? "x" : List.of(nested(depth - 1));
  }

  @Test
  void aRowsOwnKeysTellWhomItIsAbout() {
    Map<String, Object> request = request();
    request.put("csvColumns", List.of("display_name"));
    request.put(
        "csvData",
        List.of(
            Map.of("username", "ada", "User ID", 12345678.0, "display_name", "Ada"),
            Map.of("username", "u".repeat(3000), "display_name", "Long")));
    request.remove("customWidth");
    request.remove("customHeight");

    String id = client.postJson("/api/generate-bulk", request).body().path("jobId").asString();
    client.awaitEnd(id);

    JsonNode save = client.get("/api/batch/jobs/" + id + "/posters-for-save").body();
    assertThat(save.path("posters").findValuesAsString("userId")).containsExactly("12345678");
    JsonNode failed =
        client.get("/api/posters/runs/" + id + "/posters?state=failed").body().path("posters");
    assertThat(failed.findValuesAsString("code")).containsExactly("username_too_long");
    assertThat(client.get("/api/posters/runs/" + id).body().path("width").asInt()).isEqualTo(1080);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRequests")
  void badRequestsAreRefusedWithAReason(String what, String field, Object value, int status) {
    Map<String, Object> request = request();
    request.put(field, value);

    Answer answer = client.postJson("/api/generate-bulk", request);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.body().path("detail").asString()).isNotEmpty();
    assertThat(answer.body().path("error").asString()).isNotEmpty();
    assertThat(answer.body().path("success").asBoolean(true)).isFalse();
  }

  @Test
  void unknownJobsAreNotFoundOnEveryRead() {
    for (String path :
        List.of(
            "/api/batch/jobs/job_none",
            "/api/batch/jobs/job_none/results",
            "/api/batch/jobs/job_none/posters-for-save",
            "/api/batch/jobs/job_none/logs",
            "/api/batch/jobs/job_none/stream",
            "/api/generate-bulk/job_none/status",
            "/api/generate-bulk/job_none/results",
            "/api/generate-bulk/job_none/stream",
            "/api/posters/runs/job_none",
            "/api/posters/runs/job_none/posters.zip")) {
      Answer answer = client.get(path);
      assertThat(answer.status()).as(path).isEqualTo(404);
      assertThat(answer.body().path("detail").asString()).as(path).isEqualTo("Job not found");
    }
  }

  @Test
  void theListCountsAllJobsAndFiltersByStatus() {
    String id = client.postJson("/api/generate-bulk", request()).body().path("jobId").asString();
    client.awaitEnd(id);

    JsonNode list = client.get("/api/batch/jobs?status=completed&limit=1").body();

    assertThat(list.path("jobs").size()).isEqualTo(1);
    assertThat(list.path("jobs").path(0).path("job_id").asString()).isEqualTo(id);
    assertThat(list.path("total").asInt()).isPositive();
    assertThat(client.get("/api/batch/jobs?status=cancelled").body().path("jobs").toString())
        .doesNotContain(id);
    assertThat(client.get("/api/batch/jobs?status=lost").status()).isEqualTo(422);
    assertThat(client.get("/api/batch/jobs?limit=101").status()).isEqualTo(422);
  }

  @Test
  void anEndedJobCannotBeCancelled() {
    String id = client.postJson("/api/generate-bulk", request()).body().path("jobId").asString();
    client.awaitEnd(id);

    Answer answer = client.post("/api/batch/jobs/" + id + "/cancel");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("detail").asString()).isEqualTo("Job cannot be cancelled");
    assertThat(client.delete("/api/generate-bulk/" + id).status()).isEqualTo(400);
  }
}
