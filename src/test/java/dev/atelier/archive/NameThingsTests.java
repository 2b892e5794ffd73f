package dev.atelier.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.archive.files.SafeName;
import dev.atelier.providers.MediaKind;
import dev.atelier.providers.SourceUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Names that collide, or that somebody chose to do harm. */
@IntegrationTest
class NameThingsTests extends ArchiveScene {

  private static final List<String> HOSTILE =
      List.of(
          "../../etc/cron.d/x",
          "/etc/passwd",
          "..\\..\\boot.ini",
          "%2e%2e/%2e%2e/x",
          "a/../../b",
          "a\u0000b",
          ".",
          "..",
          "\n",
          "../" + "x".repeat(300),
          ".atelier/archive-id",
          "../../.atelier/archive-id",
          "images/../../voices/x",
          "CON",
          "nul.txt",
          "trailing. ",
          "\uD800.jpg",
          "a\u202Egpj.exe",
          "~/.ssh/authorized_keys",
          "$(touch x)");

  @Test
  void m1HostileNamesStayBelowTheFolderOfTheirUser() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < HOSTILE.size(); i++) {
      ids.add("hostile" + i);
      source.medium(MediaKind.IMAGE, "hostile" + i, HOSTILE.get(i), content("h" + i));
    }
    source.user("u1", "user@example.com", ids, List.of("../../escape", "..", "a/b"));
    source.document(MediaKind.VOICE, "a/b", "../../../etc/passwd", "x");
    Path parent = Objects.requireNonNull(root.path().getParent());
    Set<String> before = list(parent);

    JsonNode results = archive.runAll();

    Map<String, String> tree = Archive.tree(root.path());
    assertThat(tree.keySet())
        .hasSize(HOSTILE.size())
        .allMatch(path -> path.matches("user_example_com/images/[^/]+"));
    for (int i = 0; i < HOSTILE.size(); i++) {
      assertThat(tree.values()).contains(Archive.sha256(content("h" + i)));
    }
    assertThat(list(parent)).isEqualTo(before);
    assertThat(archive.user(results, "user@example.com").path("errors").values())
        .extracting(JsonNode::asString)
        .containsExactly(
            "Voice metadata not found: ../../escape",
            "Voice metadata not found: ..",
            "Error processing voice a/b: There is no object ../../../etc/passwd");
  }

  private static Set<String> list(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.map(Path::toString).collect(Collectors.toSet());
    }
  }

  @Test
  void m2TwinsOfOneNameAreBothKept() throws Exception {
    source.user("u1", "user@example.com", List.of("one", "two", "three"), List.of());
    source.medium(MediaKind.IMAGE, "one", "\u00E9.jpg", content("composed"));
    source.medium(MediaKind.IMAGE, "two", "e\u0301.jpg", content("decomposed"));
    source.medium(MediaKind.IMAGE, "three", "\u00C9.JPG", content("upper case"));

    archive.runAll();

    assertThat(Archive.tree(root.path()))
        .containsOnly(
            Map.entry("user_example_com/images/\u00E9.jpg", Archive.sha256(content("composed"))),
            Map.entry(
                "user_example_com/images/\u00E9-" + SafeName.hash("e\u0301.jpg") + ".jpg",
                Archive.sha256(content("decomposed"))),
            Map.entry(
                "user_example_com/images/\u00C9-" + SafeName.shortId("three") + ".JPG",
                Archive.sha256(content("upper case"))));
  }

  @Test
  void m3EqualNamesAreKeptApartAndStayAsTheyAre() throws Exception {
    source.user("u1", "user@example.com", List.of("aaaaaaaa1", "bbbbbbbb2"), List.of());
    source.medium(MediaKind.IMAGE, "aaaaaaaa1", "photo.jpg", content("a"));
    source.medium(MediaKind.IMAGE, "bbbbbbbb2", "photo.jpg", content("b"));
    Map<String, String> expected =
        Map.of(
            "user_example_com/images/photo.jpg",
            Archive.sha256(content("a")),
            "user_example_com/images/photo-bbbbbbbb.jpg",
            Archive.sha256(content("b")));

    archive.runAll();
    assertThat(Archive.tree(root.path())).isEqualTo(expected);

    source.user("u1", "user@example.com", List.of("bbbbbbbb2", "aaaaaaaa1"), List.of());
    source.forget();
    archive.runAll();
    assertThat(Archive.tree(root.path())).isEqualTo(expected);
    assertThat(source.served).hasValue(0);
  }

  @Test
  void m4UsersWhoseAddressesMakeOneFolderNeverMix() throws Exception {
    for (String email : List.of("a.b@c.com", "a_b@c.com", "a@b.c.com", "A.B@C.com")) {
      source.user(email, email, List.of(email), List.of());
      source.medium(MediaKind.IMAGE, email, "photo.jpg", content(email));
    }

    archive.runAll();

    Map<String, String> tree = Archive.tree(root.path());
    assertThat(tree).hasSize(4).containsKey("A_B_C_com/images/photo.jpg");
    for (String email : List.of("a.b@c.com", "a_b@c.com", "a@b.c.com")) {
      String folder = "a_b_c_com-" + SafeName.hash(email + "\n" + email);
      assertThat(tree).containsEntry(folder + "/images/photo.jpg", Archive.sha256(content(email)));
    }
    archive.runAll();
    assertThat(Archive.tree(root.path())).isEqualTo(tree);
  }

  @Test
  void m5AUserWithoutAUsableAddressLosesNothingAndStopsNobody() throws Exception {
    List<String> emails = new ArrayList<>();
    emails.add("../../x@y");
    emails.add("  ");
    emails.add("e".repeat(500) + "@example.com");
    emails.add("UPPER@EXAMPLE.COM");
    emails.add("jörg@bücher.example");
    emails.add("same@example.com");
    emails.add("same@example.com");
    for (int i = 0; i < emails.size(); i++) {
      source.user("u" + i, emails.get(i), List.of("i" + i), List.of());
      source.medium(MediaKind.IMAGE, "i" + i, "photo.jpg", content("u" + i));
    }
    source.users.put(
        "number",
        new SourceUser(
            "number",
            null,
            List.of("n"),
            List.of(),
            List.of("email is a number, not a text"),
            null));
    source.medium(MediaKind.IMAGE, "n", "photo.jpg", content("number"));
    source.user("absent", null, List.of("m"), List.of());
    source.medium(MediaKind.IMAGE, "m", "photo.jpg", content("absent"));

    JsonNode results = archive.runAll();

    Map<String, String> tree = Archive.tree(root.path());
    assertThat(tree).hasSize(9);
    assertThat(Set.copyOf(tree.values())).hasSize(9);
    assertThat(tree.keySet()).allMatch(path -> path.matches("[^/]+/images/photo.jpg"));
    assertThat(results.path("status").asString()).isEqualTo("completed");
    assertThat(results.path("total_users_processed").asInt()).isEqualTo(9);
    List<String> errors = new ArrayList<>();
    results
        .path("user_results")
        .forEach(user -> user.path("errors").forEach(error -> errors.add(error.asString())));
    assertThat(errors)
        .containsExactlyInAnyOrder(
            "invalid_email: the e-mail address is blank or too long",
            "invalid_email: the e-mail address is blank or too long",
            "email is a number, not a text");
    String run = archive.newestRun().path("id").asString();
    assertThat(archive.findings(run).path("counts").path("invalid_email").path("count").asInt())
        .isEqualTo(4);
  }

  @Test
  void m6LinksThatWerePlantedAreNotFollowed(@TempDir Path elsewhere) throws Exception {
    user("folder@example.com", 1);
    user("kind@example.com", 1);
    user("file@example.com", 1);
    Files.createSymbolicLink(file("folder_example_com"), elsewhere);
    Files.createDirectories(file("kind_example_com"));
    Files.createSymbolicLink(file("kind_example_com/images"), elsewhere);
    Files.createDirectories(file("file_example_com/images"));
    Path victim = Files.writeString(elsewhere.resolve("victim"), "untouched");
    Files.createSymbolicLink(file("file_example_com/images/file_example_com-0.jpg"), victim);

    JsonNode results = archive.runAll();

    assertThat(results.path("status").asString()).isEqualTo("completed");
    assertThat(results.path("failed_users").asInt()).isEqualTo(3);
    for (JsonNode user : results.path("user_results")) {
      assertThat(user.path("errors")).hasSize(1);
      assertThat(user.path("errors").path(0).asString()).contains("unsafe_path");
    }
    assertThat(list(elsewhere)).containsExactly(victim.toString());
    assertThat(Files.readString(victim)).isEqualTo("untouched");
    assertThat(Files.isSymbolicLink(file("file_example_com/images/file_example_com-0.jpg")))
        .isTrue();
  }

  @Test
  void aFileOfSomebodyElseIsNeverWrittenOver() throws Exception {
    user("user@example.com", 1);
    Files.createDirectories(file("user_example_com/images"));
    Files.writeString(file("user_example_com/images/user_example_com-0.jpg"), "mine");

    JsonNode results = archive.runAll();

    assertThat(results.path("successful_users").asInt()).isEqualTo(1);
    assertThat(Files.readString(file("user_example_com/images/user_example_com-0.jpg")))
        .isEqualTo("mine");
    assertThat(Archive.tree(root.path()).values())
        .contains(Archive.sha256(content("user_example_com-0")));
  }
}
