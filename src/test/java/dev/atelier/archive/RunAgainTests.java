package dev.atelier.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.archive.ScriptedSource.Fault;
import dev.atelier.providers.ProviderException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A second run over what is here already. */
@IntegrationTest
class RunAgainTests extends ArchiveScene {

  private static final String OBJECT = "images/user_example_com-0";
  private static final String FILE = "user_example_com/images/user_example_com-0.jpg";

  @Test
  void m12WhatDidNotChangeCostsNoRequest() throws Exception {
    user("user@example.com", 5);
    archive.runAll();
    Map<String, String> tree = Archive.tree(root.path());
    source.forget();

    JsonNode results = archive.runAll();

    assertThat(source.opened).isEmpty();
    assertThat(source.stats).hasValue(0);
    assertThat(results.path("total_files_downloaded").asInt()).isEqualTo(5);
    assertThat(archive.newestRun().path("fetchedBytes").asLong()).isZero();
    assertThat(Archive.tree(root.path())).isEqualTo(tree);
  }

  @Test
  void anObjectThatChangedReplacesItsFile() throws Exception {
    user("user@example.com", 2);
    archive.runAll();
    source.object(OBJECT, content("new"));
    source.forget();

    archive.runAll();

    assertThat(source.opened).containsExactly(OBJECT + "@0");
    assertThat(Archive.tree(root.path()))
        .hasSize(2)
        .containsEntry(FILE, Archive.sha256(content("new")));
  }

  @Test
  void aFileThatWasTouchedIsReadAndOneThatWasSpoiledIsFetched() throws Exception {
    user("user@example.com", 2);
    archive.runAll();
    Files.setLastModifiedTime(file(FILE), FileTime.from(Instant.now()));
    Path spoiled = file("user_example_com/images/user_example_com-1.jpg");
    byte[] bytes = Files.readAllBytes(spoiled);
    bytes[7] ^= 1;
    Files.write(spoiled, bytes);
    source.forget();

    archive.runAll();

    assertThat(source.opened).containsExactly("images/user_example_com-1@0");
    assertThat(Archive.tree(root.path()).values())
        .containsExactlyInAnyOrder(
            Archive.sha256(content("user_example_com-0")),
            Archive.sha256(content("user_example_com-1")));
  }

  @Test
  void m12WhatACrashLeftUnrecordedIsReadAndNotFetched() throws Exception {
    user("user@example.com", 3);
    archive.runAll();
    // As after a kill between the rename and the note of it.
    jdbc.sql("update archive.file set sha256 = null, size = null, generation = null").update();
    source.forget();

    JsonNode results = archive.runAll();

    assertThat(source.opened).isEmpty();
    assertThat(results.path("total_files_downloaded").asInt()).isEqualTo(3);
  }

  @Test
  void m12WhatWasNotOnTheDiskWhenTheMachineWentDownIsReadAgain() throws Exception {
    user("user@example.com", 3);
    archive.runAll();
    Map<String, String> tree = Archive.tree(root.path());
    UUID earlier = UUID.randomUUID();
    jdbc.sql("update archive.file set boot = :boot").param("boot", earlier).update();
    jdbc.sql("insert into archive.boot (root, boot) values (:root, :boot)")
        .param("root", root.id())
        .param("boot", earlier)
        .update();
    // Its time and length are there, its bytes are not.
    Path lost = file(FILE);
    FileTime time = Files.getLastModifiedTime(lost);
    Files.write(lost, new byte[(int) Files.size(lost)]);
    Files.setLastModifiedTime(lost, time);
    source.forget();

    archive.runAll();

    assertThat(source.opened).containsExactly(OBJECT + "@0");
    assertThat(Archive.tree(root.path())).isEqualTo(tree);
  }

  @Test
  void m12WhatWasOnTheDiskWhenTheMachineWentDownIsNotReadAgain() throws Exception {
    user("user@example.com", 3);
    archive.runAll();
    UUID earlier = UUID.randomUUID();
    jdbc.sql("update archive.file set boot = :boot").param("boot", earlier).update();
    jdbc.sql("insert into archive.boot (root, boot, forced_until) values (:root, :boot, now())")
        .param("root", root.id())
        .param("boot", earlier)
        .update();

    archive.runAll();

    assertThat(jdbc.sql("select distinct boot from archive.file").query(UUID.class).single())
        .isEqualTo(earlier);
  }

  @Test
  void m12AFileThatLostItsBytesBeforeItWasNotedIsReplaced() throws Exception {
    user("user@example.com", 1);
    archive.runAll();
    jdbc.sql("update archive.file set sha256 = null, size = null, generation = null").update();
    FileTime time = Files.getLastModifiedTime(file(FILE));
    Files.write(file(FILE), new byte[0]);
    Files.setLastModifiedTime(file(FILE), time);

    archive.runAll();

    assertThat(Archive.tree(root.path()))
        .containsOnly(Map.entry(FILE, Archive.sha256(content("user_example_com-0"))));
  }

  @Test
  void m12AStoppedCopyIsGoneOnWithAndStaleOnesAreSweptM15() throws Exception {
    byte[] large = "0123456789".repeat(60_000).getBytes(StandardCharsets.UTF_8);
    user("user@example.com", 1);
    source.object(OBJECT, large);
    source.fault(OBJECT, new Fault.Cut(400_000), new Fault.Hang());
    String id = archive.start("{}");
    Awaitility.await().until(() -> source.opened.size() == 2);
    archive.post("/api/archive/runs/%s/stop".formatted(id), null);
    Awaitility.await().until(() -> source.openNow.get() == 0);
    Files.writeString(file(".atelier/partial/left-behind.partial"), "stale");

    archive.runAll();

    assertThat(source.served).hasValue(large.length);
    assertThat(source.opened.getLast()).isEqualTo(OBJECT + "@400000");
    assertThat(Archive.tree(root.path())).containsEntry(FILE, Archive.sha256(large));
    try (var partials = Files.list(file(".atelier/partial"))) {
      assertThat(partials).isEmpty();
    }
  }

  @Test
  void m12DeathsCountNoMoreOnceAFileIsInPlace() {
    String next = "images/user_example_com-1";
    user("user@example.com", 3);
    source.fault(OBJECT, new Fault.Hang());
    source.fault(next, new Fault.Hang());
    String id = archive.start("{}");
    Awaitility.await().until(() -> source.openNow.get() == 1);
    archive.post("/api/archive/runs/%s/stop".formatted(id), null);
    Awaitility.await()
        .until(() ->
            jdbc.sql(
                        """
                        update jobs.item
                        set kills = 2
                        where state = 'WAITING'
                          and batch_id = (select id from jobs.batch where state = 'PAUSED')
                        """)
                    .update()
                == 1);

    archive.post("/api/archive/runs/%s/resume".formatted(id), null);

    Awaitility.await().until(() -> source.opened.contains(next + "@0"));
    assertThat(
            jdbc.sql("select kills from jobs.item where state = 'RUNNING'")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void m15WhatIsGoneFromTheSourceStaysInTheArchive() throws Exception {
    user("user@example.com", 2);
    archive.runAll();
    Map<String, String> tree = Archive.tree(root.path());
    source.users.clear();
    source.items.clear();
    source.objects.clear();

    assertThat(archive.runAll().path("total_users_processed").asInt()).isZero();

    assertThat(Archive.tree(root.path())).isEqualTo(tree);
  }

  @Test
  void theDatabaseMayBeLostWithoutAnythingBeingFetchedAgain() throws Exception {
    user("user@example.com", 3);
    archive.runAll();
    jdbc.sql("delete from archive.file").update();
    jdbc.sql("delete from archive.folder").update();
    source.forget();

    archive.runAll();

    assertThat(source.opened).isEmpty();
    assertThat(Archive.tree(root.path())).hasSize(3);
  }

  @Test
  void aRunWhoseUsersAllFailIsCompletedAndTriedAgainByTheNext() {
    user("user@example.com", 1);
    source.fault(
        OBJECT, new Fault.Refuse(ProviderException.rejected("permission_denied", "Not yours")));
    assertThat(archive.runAll().path("failed_users").asInt()).isEqualTo(1);

    assertThat(archive.runAll().path("successful_users").asInt()).isEqualTo(1);
  }
}
