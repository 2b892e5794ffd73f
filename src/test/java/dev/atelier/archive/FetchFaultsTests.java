package dev.atelier.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.archive.ScriptedSource.Fault;
import dev.atelier.archive.files.Parallelism;
import dev.atelier.providers.ProviderException;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A source that fails, cuts, lies and changes under way. */
@IntegrationTest
class FetchFaultsTests extends ArchiveScene {

  private static final String OBJECT = "images/user_example_com-0";

  private final byte[] large = "0123456789abcdef".repeat(40_000).getBytes(StandardCharsets.UTF_8);

  @Autowired Parallelism parallelism;

  private JsonNode runOne(byte[] content, Fault... faults) {
    user("user@example.com", 1);
    source.object(OBJECT, content);
    source.fault(OBJECT, faults);
    return archive.user(archive.runAll(), "user@example.com");
  }

  private void assertArchived(byte[] content) throws Exception {
    assertThat(Archive.tree(root.path()))
        .isEqualTo(
            Map.of("user_example_com/images/user_example_com-0.jpg", Archive.sha256(content)));
  }

  @Test
  void m8WhatIsRefusedFailsTheFileAtOnce() {
    JsonNode user =
        runOne(
            large, new Fault.Refuse(ProviderException.rejected("permission_denied", "Not yours")));

    assertThat(user.path("errors").path(0).asString())
        .isEqualTo("Error processing image user_example_com-0: Not yours");
    assertThat(source.opened).hasSize(1);
  }

  @Test
  void m8OutagesAndThrottlesArePatientlyTriedAgain() throws Exception {
    ProviderException away = ProviderException.unavailable("upstream_unavailable", "Not now", null);
    JsonNode user =
        runOne(
            large,
            new Fault.Refuse(away),
            new Fault.Refuse(ProviderException.throttled("Slower", Duration.ofMillis(100))),
            new Fault.Refuse(ProviderException.timedOut("No answer", null)),
            new Fault.Refuse(away));

    assertThat(user.path("errors")).isEmpty();
    assertArchived(large);
    assertThat(parallelism.limit()).isLessThan(32);
  }

  @Test
  void m8AnOutageThatStaysFailsTheFileAfterThreeMoreTries() {
    Fault away =
        new Fault.Refuse(ProviderException.unavailable("upstream_unavailable", "Not now", null));
    JsonNode user = runOne(large, away, away, away, away, away);

    assertThat(user.path("errors").path(0).asString()).endsWith("Not now");
    assertThat(source.opened).hasSize(4);
  }

  @Test
  void m8ACutConnectionIsGoneOnWithWhereItWasCut() throws Exception {
    JsonNode user = runOne(large, new Fault.Cut(large.length * 6 / 10), new Fault.Cut(500_001));

    assertThat(user.path("errors")).isEmpty();
    assertArchived(large);
    assertThat(source.opened)
        .containsExactly(OBJECT + "@0", OBJECT + "@" + large.length * 6 / 10, OBJECT + "@500001");
    assertThat(source.served).hasValue(large.length);
  }

  @Test
  void m8AnAnswerFromTheStartReplacesWhatWasThere() throws Exception {
    runOne(large, new Fault.Cut(200_000), new Fault.FromStart());

    assertArchived(large);
  }

  @Test
  void m8AFlippedBitIsFetchedAgain() throws Exception {
    JsonNode user = runOne(large, new Fault.Flip(333_333));

    assertThat(user.path("errors")).isEmpty();
    assertArchived(large);
    assertThat(source.opened).containsExactly(OBJECT + "@0", OBJECT + "@0");
  }

  @Test
  void m8BitsThatFlipEveryTimeAreAChecksumMismatchAndNoFile() throws Exception {
    Fault flip = new Fault.Flip(1);
    JsonNode user = runOne(large, flip, flip, flip, flip, flip);

    assertThat(user.path("errors").path(0).asString()).contains("checksum_mismatch");
    assertThat(Archive.tree(root.path())).isEmpty();
    try (var partials = Files.list(file(".atelier/partial"))) {
      assertThat(partials).isEmpty();
    }
  }

  @Test
  void m8FinalNamesAppearOnlyByARename() throws Exception {
    user("user@example.com", 5);
    archive.runAll();
    Path images = file("user_example_com/images");
    Files.delete(images.resolve("user_example_com-0.jpg"));
    source.object("images/user_example_com-1", large);
    List<String> events = new CopyOnWriteArrayList<>();
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      images.register(
          watch,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_MODIFY,
          StandardWatchEventKinds.ENTRY_DELETE);
      Thread watcher = Thread.ofVirtual().start(() -> note(watch, events));
      archive.runAll();
      Awaitility.await().until(() -> events.stream().anyMatch(event -> event.contains("-1.jpg")));
      watch.close();
      watcher.join();
    }
    // A file that is written at its place would be seen to be modified.
    assertThat(events).isNotEmpty().allMatch(event -> event.startsWith("ENTRY_CREATE"));
  }

  private static void note(WatchService watch, List<String> events) {
    try {
      while (true) {
        WatchKey key = watch.take();
        for (WatchEvent<?> event : key.pollEvents()) {
          events.add(event.kind().name() + " " + event.context());
        }
        key.reset();
      }
    } catch (ClosedWatchServiceException e) {
      events.forEach(event -> assertThat(event).isNotBlank());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void m9AnObjectThatChangesUnderWayIsNeverASplice() throws Exception {
    byte[] other = "fedcba9876543210".repeat(40_000).getBytes(StandardCharsets.UTF_8);
    JsonNode user = runOne(large, new Fault.Cut(300_000), new Fault.Change(other));

    assertThat(user.path("errors")).isEmpty();
    assertArchived(other);
    assertThat(source.opened.getLast()).isEqualTo(OBJECT + "@0");
  }

  @Test
  void m10WhatIsStoredCompressedStaysSoAndSaysSo() throws Exception {
    user("user@example.com", 1);
    source.object(OBJECT, content("gzip"), "gzip", false);

    archive.runAll();

    assertThat(Archive.tree(root.path()))
        .isEqualTo(
            Map.of(
                "user_example_com/images/user_example_com-0.jpg.gz",
                Archive.sha256(content("gzip"))));
  }

  @Test
  void m11AnEmptyFileIsASuccess() throws Exception {
    JsonNode user = runOne(new byte[0]);

    assertThat(user.path("errors")).isEmpty();
    assertThat(user.path("images_count").asInt()).isEqualTo(1);
    assertThat(user.path("total_size_bytes").asLong()).isZero();
    assertArchived(new byte[0]);
  }

  @Test
  void m16FilesOfOneUserComeOneAfterTheOtherAndUsersAtTheSameTime() {
    source.fault("images/hung_example_com-0", new Fault.Hang());
    user("hung@example.com", 2);
    for (int i = 0; i < 6; i++) {
      user("u" + i + "@example.com", 5);
    }
    archive.post("/batch-process-users", null);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> archive.status().path("processed_users").asInt() == 6);

    assertThat(archive.status().path("status").asString()).isEqualTo("processing");
    assertThat(archive.status().path("current_user").asString()).isEqualTo("hung@example.com");
    assertThat(source.mostOfOneUser).hasValue(1);
    assertThat(source.mostOpen.get()).isGreaterThan(1);
    archive.post(
        "/api/archive/runs/%s/stop".formatted(archive.newestRun().path("id").asString()), null);
  }

  @Test
  void m17NeitherLogsNorErrorsSayMoreThanTheyShould() {
    user("secret.person@example.com", 1);
    source.fault(
        "images/secret_person_example_com-0",
        new Fault.Refuse(ProviderException.rejected("permission_denied", "Not yours")));
    archive.runAll();

    assertThat(
            jdbc.sql("select count(*) from jobs.item where label || input like '%secret%'")
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(Texts.masked("secret.person@example.com")).isEqualTo("s***@example.com");
    assertThat(Texts.masked("no address")).isEqualTo("***");
    assertThat(Texts.masked("a@b\nc")).isEqualTo("a***@***");
  }
}
