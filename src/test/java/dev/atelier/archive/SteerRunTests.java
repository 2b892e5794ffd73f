package dev.atelier.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.archive.ScriptedSource.Fault;
import dev.atelier.archive.files.Bandwidth;
import dev.atelier.providers.MediaKind;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.SourceItem;
import dev.atelier.providers.SourceObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Runs that are stopped, resumed, tried again, or about less than everything. */
@IntegrationTest
class SteerRunTests extends ArchiveScene {

  private static final String HUNG = "images/hung_example_com-0";

  @Autowired Bandwidth bandwidth;

  @AfterEach
  void unlimited() {
    bandwidth.limit(0);
  }

  private static Fault denied() {
    return new Fault.Refuse(ProviderException.rejected("permission_denied", "Not yours"));
  }

  private String startHung() {
    user("a@example.com", 3);
    user("hung@example.com", 2);
    source.fault(HUNG, new Fault.Hang());
    String id = archive.start("{}");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> archive.run(id).path("processed").asInt() == 1 && source.openNow.get() == 1);
    return id;
  }

  @Test
  void m14AStoppedRunKeepsWhatItHasAndLetsGoOfTheRestM15() throws Exception {
    String id = startHung();

    JsonNode stopped = archive.post("/api/archive/runs/%s/stop".formatted(id), null).body();

    assertThat(stopped.path("state").asString()).isEqualTo("stopped");
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> source.openNow.get() == 0);
    assertThat(archive.status().path("status").asString()).isEqualTo("idle");
    assertThat(archive.status().path("processed_users").asInt()).isEqualTo(1);
    assertThat(archive.user(archive.results(), "a@example.com").path("images_count").asInt())
        .isEqualTo(3);
    assertThat(Archive.tree(root.path())).hasSize(3);
    assertThat(archive.post("/api/archive/runs/%s/stop".formatted(id), null).status())
        .isEqualTo(409);
  }

  @Test
  void aStoppedRunGoesOnWhereItWas() throws Exception {
    String id = startHung();
    archive.post("/api/archive/runs/%s/stop".formatted(id), null);
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> source.openNow.get() == 0);
    source.forget();

    JsonNode resumed = archive.post("/api/archive/runs/%s/resume".formatted(id), null).body();

    assertThat(resumed.path("state").asString()).isEqualTo("processing");
    JsonNode run = archive.awaitRun(id);
    assertThat(run.path("state").asString()).isEqualTo("completed");
    assertThat(run.path("files").asInt()).isEqualTo(5);
    assertThat(source.opened).allMatch(path -> path.contains("hung_example_com"));
    assertThat(Archive.tree(root.path())).hasSize(5);
  }

  @Test
  void aStoppedRunThatAnotherFollowedStaysStopped() {
    String first = startHung();
    archive.post("/api/archive/runs/%s/stop".formatted(first), null);

    String second = archive.start("{}");
    assertThat(archive.awaitRun(second).path("state").asString()).isEqualTo("completed");

    assertThat(archive.post("/api/archive/runs/%s/resume".formatted(first), null).status())
        .isEqualTo(409);
    assertThat(archive.run(first).path("state").asString()).isEqualTo("stopped");
  }

  @Test
  void onlyTheUsersThatFailedAreTriedAgain() {
    user("a@example.com", 2);
    user("b@example.com", 2);
    source.fault("images/b_example_com-1", denied());
    String id = archive.start("{}");
    assertThat(archive.awaitRun(id).path("failed").asInt()).isEqualTo(1);
    source.forget();

    archive.post("/api/archive/runs/%s/retry-failed".formatted(id), null);

    JsonNode run = archive.awaitRun(id);
    assertThat(run.path("failed").asInt()).isZero();
    assertThat(run.path("succeeded").asInt()).isEqualTo(2);
    assertThat(source.opened).containsExactly("images/b_example_com-1@0");
    JsonNode user = archive.user(archive.results(), "b@example.com");
    assertThat(user.path("images_count").asInt()).isEqualTo(2);
    assertThat(user.path("errors")).isEmpty();
    assertThat(
            archive
                .post("/api/archive/runs/%s/retry-failed".formatted(id), null)
                .body()
                .path("error")
                .asString())
        .isEqualTo("nothing_failed");
  }

  @Test
  void oneUserOnlyIsFoundByAddressOrId() throws Exception {
    user("a@example.com", 2);
    user("b@example.com", 2);

    JsonNode run = archive.awaitRun(archive.start("{\"user\":\"b@example.com\"}"));

    assertThat(run.path("users").asInt()).isEqualTo(1);
    assertThat(run.path("onlyUser").asString()).isEqualTo("b_example_com");
    assertThat(Archive.tree(root.path()).keySet())
        .allMatch(path -> path.startsWith("b_example_com/"))
        .hasSize(2);
    Archive.Answer unknown = archive.post("/api/archive/runs", "{\"user\":\"nobody\"}");
    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.body().path("errors").path(0).path("field").asString()).isEqualTo("user");
  }

  @Test
  void onlyWhatChangedSinceADateIsFetched() throws Exception {
    user("a@example.com", 2);
    Instant later = Instant.parse("2026-06-01T00:00:00Z");
    SourceItem old = Objects.requireNonNull(source.items.get("images/a_example_com-1"));
    source.items.put(
        "images/a_example_com-1",
        new SourceItem(
            old.id(),
            MediaKind.IMAGE,
            old.documentPath(),
            old.storagePath(),
            old.originalName(),
            null,
            null,
            null,
            null,
            later));

    JsonNode run = archive.awaitRun(archive.start("{\"since\":\"2026-05-01\"}"));

    assertThat(run.path("files").asInt()).isEqualTo(1);
    assertThat(Archive.tree(root.path()))
        .containsOnlyKeys("a_example_com/images/a_example_com-1.jpg");
    assertThat(archive.post("/api/archive/runs", "{\"since\":\"May\"}").status()).isEqualTo(422);
  }

  @Test
  void aDryRunCountsAndTouchesNothing() throws Exception {
    user("a@example.com", 3);
    SourceObject first = Objects.requireNonNull(source.objects.get("images/a_example_com-0"));

    JsonNode run = archive.awaitRun(archive.start("{\"dryRun\":true}"));

    assertThat(run.path("state").asString()).isEqualTo("completed");
    assertThat(run.path("fetched").asInt()).isEqualTo(3);
    assertThat(run.path("fetchedBytes").asLong()).isGreaterThan(3 * first.size() - 100);
    assertThat(run.path("files").asInt()).isZero();
    assertThat(source.opened).isEmpty();
    assertThat(file("a_example_com")).doesNotExist();
    assertThat(archive.status().path("status").asString()).isEqualTo("idle");
  }

  @Test
  void theSpeedCanBeLimitedWhileFilesCome() {
    archive.put("/api/archive/bandwidth", "{\"bytesPerSecond\":10000}");
    user("a@example.com", 10);
    String id = archive.start("{}");
    Awaitility.await().until(() -> archive.run(id).path("fetchedBytes").asLong() > 0);
    assertThat(archive.run(id).path("state").asString()).isEqualTo("processing");

    assertThat(
            archive
                .put("/api/archive/bandwidth", "{\"bytesPerSecond\":0}")
                .body()
                .path("bytesPerSecond")
                .asInt())
        .isZero();

    assertThat(archive.awaitRun(id).path("files").asInt()).isEqualTo(10);
    assertThat(archive.put("/api/archive/bandwidth", "{\"bytesPerSecond\":-1}").status())
        .isEqualTo(422);
  }

  @Test
  void unknownRunsAreNotFound() {
    assertThat(archive.get("/api/archive/runs/none").status()).isEqualTo(404);
    assertThat(archive.get("/api/archive/runs/" + RunId.next()).status()).isEqualTo(404);
    assertThat(archive.post("/api/archive/runs/%s/stop".formatted(RunId.next()), null).status())
        .isEqualTo(404);
  }
}
