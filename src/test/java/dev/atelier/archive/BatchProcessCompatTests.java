package dev.atelier.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.providers.MediaKind;
import dev.atelier.providers.ProviderException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The wire of the older service. */
@IntegrationTest
class BatchProcessCompatTests extends ArchiveScene {

  private static final String NEVER_RUN =
      """
      {"status":"idle","total_users":0,"processed_users":0,"current_user":null,"errors":[]}\
      """;

  private static final String NO_RESULTS =
      """
      {"status":"idle","total_users_processed":0,"successful_users":0,"failed_users":0,\
      "total_files_downloaded":0,"total_size_bytes":0,"processing_time_seconds":0.0,\
      "user_results":[],"global_errors":[]}\
      """;

  private final JsonMapper json = new JsonMapper();

  @Test
  void isIdleBeforeTheFirstRunM13() {
    assertThat(archive.status()).isEqualTo(json.readTree(NEVER_RUN));
    assertThat(archive.results()).isEqualTo(json.readTree(NO_RESULTS));
  }

  @Test
  void archivesTheTreeOfTheSpec() throws Exception {
    source.user("u1", "user@example.com", List.of("i1", "i2"), List.of("v1"));
    source.user("u2", "admin@company.org", List.of(), List.of());
    source.medium(MediaKind.IMAGE, "i1", "photo1.jpg", content("one"));
    source.medium(MediaKind.IMAGE, "i2", null, content("two"));
    source.medium(MediaKind.VOICE, "v1", "recording1.mp3", content("three"));

    JsonNode results = archive.runAll();

    assertThat(Archive.tree(root.path()))
        .containsOnly(
            Map.entry("user_example_com/images/photo1.jpg", Archive.sha256(content("one"))),
            Map.entry("user_example_com/images/image_i2", Archive.sha256(content("two"))),
            Map.entry("user_example_com/voices/recording1.mp3", Archive.sha256(content("three"))));
    assertThat(Files.isDirectory(file("admin_company_org/images"))).isTrue();
    assertThat(Files.isDirectory(file("admin_company_org/voices"))).isTrue();
    int size = content("one").length + content("two").length + content("three").length;
    assertThat(results.propertyNames())
        .containsExactly(
            "status",
            "total_users_processed",
            "successful_users",
            "failed_users",
            "total_files_downloaded",
            "total_size_bytes",
            "processing_time_seconds",
            "user_results",
            "global_errors");
    assertThat(results.path("status").asString()).isEqualTo("completed");
    assertThat(results.path("total_users_processed").asInt()).isEqualTo(2);
    assertThat(results.path("successful_users").asInt()).isEqualTo(2);
    assertThat(results.path("failed_users").asInt()).isZero();
    assertThat(results.path("total_files_downloaded").asInt()).isEqualTo(3);
    assertThat(results.path("total_size_bytes").asInt()).isEqualTo(size);
    assertThat(results.path("processing_time_seconds").isFloatingPointNumber()).isTrue();
    assertThat(archive.user(results, "user@example.com"))
        .isEqualTo(
            json.readTree(
                """
                {"user_email":"user@example.com","images_count":2,"voices_count":1,\
                "total_files_downloaded":3,"total_size_bytes":%d,"errors":[]}\
                """
                    .formatted(size)));
    assertThat(archive.status())
        .isEqualTo(
            json.readTree(
                """
                {"status":"completed","total_users":2,"processed_users":2,"current_user":null,\
                "errors":[]}\
                """));
  }

  @Test
  void aUserFailsByItsItemsAndTheRunCompletesNeverthelessM13() {
    source.user("u1", "user@example.com", List.of("i1", "gone", "lost"), List.of("nothing"));
    user("fine@example.com", 2);
    source.medium(MediaKind.IMAGE, "i1", "photo1.jpg", content("one"));
    source.document(MediaKind.IMAGE, "lost", "images/lost", "lost.jpg");

    JsonNode results = archive.runAll();

    assertThat(results.path("status").asString()).isEqualTo("completed");
    assertThat(results.path("successful_users").asInt()).isEqualTo(1);
    assertThat(results.path("failed_users").asInt()).isEqualTo(1);
    JsonNode user = archive.user(results, "user@example.com");
    assertThat(user.path("images_count").asInt()).isEqualTo(1);
    assertThat(user.path("errors").values().stream().map(JsonNode::asString))
        .containsExactly(
            "Image metadata not found: gone",
            "Error processing image lost: There is no object images/lost",
            "Voice metadata not found: nothing");
    assertThat(results.path("global_errors")).isEmpty();
    assertThat(archive.status().path("errors")).isEmpty();
  }

  @Test
  void onlyAFaultOfTheWholeFailsTheRunM13() {
    source.listFailure =
        ProviderException.refusesAll("permission_denied", "The collections may not be read");

    JsonNode results = archive.runAll();

    assertThat(results.path("status").asString()).isEqualTo("failed");
    assertThat(results.path("global_errors").path(0).asString())
        .isEqualTo("Batch processing failed: The collections may not be read");
    assertThat(archive.status().path("errors")).isEqualTo(results.path("global_errors"));
  }

  @Test
  void fiftyStartsAtOnceAreOneRun() throws Exception {
    user("user@example.com", 1);
    CountDownLatch gate = new CountDownLatch(1);
    source.gate = gate;
    List<Future<JsonNode>> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        answers.add(callers.submit(() -> archive.post("/batch-process-users", null).body()));
      }
    }
    int started = 0;
    for (Future<JsonNode> answer : answers) {
      JsonNode body = answer.get();
      assertThat(body.path("status").asString()).isEqualTo("processing");
      if (body.has("endpoint")) {
        started++;
        assertThat(body)
            .isEqualTo(
                json.readTree(
                    """
                    {"message":"Batch processing started","status":"processing",\
                    "endpoint":"/batch-process-status"}\
                    """));
      } else {
        assertThat(body.propertyNames()).containsExactly("message", "status", "progress");
        assertThat(body.path("message").asString())
            .isEqualTo("Batch processing is already in progress");
        assertThat(body.path("progress").asString()).matches("\\d+/\\d+");
      }
    }
    assertThat(started).isEqualTo(1);
    assertThat(archive.status().path("status").asString()).isEqualTo("processing");
    gate.countDown();
    assertThat(archive.awaitEnd().path("status").asString()).isEqualTo("completed");
    assertThat(archive.get("/api/archive/runs").body().path("runs")).hasSize(1);
  }

  @Test
  void tellsOfUsersWhileTheRunGoesOnM13() {
    user("a@example.com", 1);
    user("b@example.com", 1);
    source.fault("images/b_example_com-0", new ScriptedSource.Fault.Hang());
    archive.post("/batch-process-users", null);
    int before = 0;
    JsonNode status = archive.status();
    while (before < 1) {
      status = archive.status();
      int now = status.path("processed_users").asInt();
      assertThat(now).isBetween(before, Math.max(before, status.path("total_users").asInt()));
      assertThat(status.path("status").asString()).isEqualTo("processing");
      before = now;
    }
    assertThat(status.path("total_users").asInt()).isEqualTo(2);
    assertThat(archive.status().path("current_user").asString()).isEqualTo("b@example.com");
    JsonNode results = archive.results();
    assertThat(results.path("status").asString()).isEqualTo("processing");
    assertThat(archive.user(results, "a@example.com").path("images_count").asInt()).isEqualTo(1);
    archive.post(
        "/api/archive/runs/%s/stop".formatted(archive.newestRun().path("id").asString()), null);
  }
}
