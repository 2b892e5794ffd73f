package dev.atelier.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.providers.MediaKind;
import dev.atelier.providers.SourceUser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What documents say that are not as they should be. */
@IntegrationTest
class SourceDocumentsTests extends ArchiveScene {

  @Test
  void m7AListThatIsNoListLosesNothingElse() {
    source.users.put(
        "u1",
        new SourceUser(
            "u1",
            "user@example.com",
            List.of("i1"),
            List.of(),
            List.of("voiceIds is a text, not a list"),
            null));
    source.medium(MediaKind.IMAGE, "i1", "photo.jpg", content("one"));

    JsonNode results = archive.runAll();

    JsonNode user = archive.user(results, "user@example.com");
    assertThat(user.path("images_count").asInt()).isEqualTo(1);
    assertThat(user.path("errors").path(0).asString()).isEqualTo("voiceIds is a text, not a list");
    assertThat(results.path("failed_users").asInt()).isEqualTo(1);
  }

  @Test
  void m7OneMediumThatIsListedTwiceIsFetchedOnce() throws Exception {
    source.user("u1", "user@example.com", List.of("i1", "i1", "i1"), List.of());
    source.medium(MediaKind.IMAGE, "i1", "photo.jpg", content("one"));

    JsonNode results = archive.runAll();

    assertThat(source.opened).hasSize(1);
    assertThat(archive.user(results, "user@example.com").path("images_count").asInt()).isEqualTo(1);
  }

  @Test
  void m7DocumentsAndObjectsThatDoNotMeetAreFound() {
    source.user("u1", "user@example.com", List.of("gone", "pathless", "lost", "ok"), List.of());
    source.document(MediaKind.IMAGE, "pathless", null, "a.jpg");
    source.document(MediaKind.IMAGE, "lost", "images/nowhere", "b.jpg");
    source.medium(MediaKind.IMAGE, "ok", "ok.jpg", content("ok"));
    source.object("images/orphan", content("orphan"));
    source.object("images/shared", content("shared"), null, true);

    JsonNode results = archive.runAll();

    assertThat(archive.user(results, "user@example.com").path("errors").values())
        .extracting(JsonNode::asString)
        .containsExactly(
            "Image metadata not found: gone",
            "Error processing image pathless: its metadata has no storagePath",
            "Error processing image lost: There is no object images/nowhere");
    String run = archive.newestRun().path("id").asString();
    JsonNode findings = archive.findings(run);
    assertThat(findings.path("findings").values())
        .extracting(
            finding -> finding.path("kind").asString() + " " + finding.path("subject").asString())
        .containsExactlyInAnyOrder(
            "dangling_id images/gone",
            "no_storage_path images/pathless",
            "missing_object images/lost",
            "object_without_metadata images/orphan",
            "object_without_metadata images/shared",
            "public_token images/shared");
    assertThat(findings.path("counts").path("object_without_metadata").path("bytes").asLong())
        .isEqualTo(content("orphan").length + content("shared").length);
  }

  @Test
  void equalFilesAreFoundWithWhatTheyCost() {
    source.user("u1", "a@example.com", List.of("i1", "i2"), List.of());
    source.user("u2", "b@example.com", List.of("i3"), List.of());
    for (String id : List.of("i1", "i2", "i3")) {
      source.medium(MediaKind.IMAGE, id, id + ".jpg", content("the same"));
    }

    archive.runAll();

    JsonNode findings = archive.findings(archive.newestRun().path("id").asString());
    assertThat(findings.path("counts").path("duplicate").path("bytes").asLong())
        .isEqualTo(2L * content("the same").length);
    assertThat(findings.path("findings").path(0).path("detail").asString())
        .isEqualTo(
            "3 files: a_example_com/images/i1.jpg, a_example_com/images/i2.jpg,"
                + " b_example_com/images/i3.jpg");
  }

  @Test
  void m7ManyUsersAndManyIdsAreTakenInPages() {
    IntStream.range(0, 1_200)
        .forEach(
            i -> source.user("u%05d".formatted(i), "u" + i + "@example.com", List.of(), List.of()));
    List<String> ids = IntStream.range(0, 1_000).mapToObj(i -> "many" + i).toList();
    source.user("many", "many@example.com", ids, List.of());
    ids.forEach(
        id -> source.medium(MediaKind.IMAGE, id, id + ".jpg", id.getBytes(StandardCharsets.UTF_8)));

    JsonNode results = archive.runAll();

    assertThat(results.path("successful_users").asInt()).isEqualTo(1_201);
    assertThat(results.path("user_results")).hasSize(1_201);
    assertThat(archive.user(results, "many@example.com").path("images_count").asInt())
        .isEqualTo(1_000);
  }
}
