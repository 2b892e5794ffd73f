package dev.atelier.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.providers.MediaKind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Manifests, checks, comparisons and packages. */
@IntegrationTest
class EvidenceTests extends ArchiveScene {

  private static final String ZIP = "/api/archive/folders/user_example_com/package.zip";

  private final JsonMapper json = new JsonMapper();

  @BeforeEach
  void archiveSomething() throws Exception {
    try (var old = Files.list(file(".atelier/manifests"))) {
      for (Path each : old.toList()) {
        Files.delete(each);
      }
    }
    user("user@example.com", 3);
    source.user("v", "voice@example.com", List.of(), List.of("v1"));
    source.medium(MediaKind.VOICE, "v1", "memo.mp3", content("memo"));
    archive.runAll();
  }

  private List<String> lines(Archive.Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return new String(answer.raw().body(), StandardCharsets.UTF_8).lines().toList();
  }

  private void assertDigest(List<String> lines) {
    String all = String.join("\n", lines.subList(0, lines.size() - 1)) + "\n";
    assertThat(json.readTree(lines.getLast()).path("digest").asString())
        .isEqualTo("sha256:" + Archive.sha256(all.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aRunHasAManifestWithADigest() throws Exception {
    JsonNode run = archive.newestRun();
    List<String> lines =
        lines(
            archive.get(
                "/api/archive/runs/%s/manifest.jsonl".formatted(run.path("id").asString())));

    assertThat(lines).hasSize(5);
    assertDigest(lines);
    assertThat(run.path("manifestSha256").asString())
        .isEqualTo(json.readTree(lines.getLast()).path("digest").asString().substring(7));
    Map<String, String> tree = Archive.tree(root.path());
    for (String line : lines.subList(0, 4)) {
      JsonNode file = json.readTree(line);
      assertThat(file.propertyNames())
          .contains(
              "id",
              "path",
              "size",
              "generation",
              "crc32c",
              "sha256",
              "sourceDocument",
              "object",
              "time");
      assertThat(tree).containsEntry(file.path("path").asString(), file.path("sha256").asString());
    }
  }

  @Test
  void aFolderHasAManifestOfItsOwn() {
    List<String> lines =
        lines(archive.get("/api/archive/folders/voice_example_com/manifest.jsonl"));

    assertThat(lines).hasSize(2);
    assertDigest(lines);
    assertThat(json.readTree(lines.getFirst()).path("sourceDocument").asString())
        .isEqualTo("voices/v1");
    assertThat(archive.get("/api/archive/folders/nobody/manifest.jsonl").status()).isEqualTo(404);
  }

  @Test
  void filesAreCheckedWithoutTheSource() throws Exception {
    source.reset();
    assertThat(json.readTree(lines(archive.post("/api/archive/verify", null)).getLast()).toString())
        .contains("\"files\":4", "\"ok\":4", "\"missing\":0", "\"changed\":0", "\"unknown\":0");
    spoil();

    List<String> lines = lines(archive.post("/api/archive/verify", null));

    assertThat(lines)
        .hasSize(4)
        .anyMatch(line -> line.contains("-0.jpg") && line.contains("\"problem\":\"changed\""))
        .anyMatch(line -> line.contains("-1.jpg") && line.contains("\"problem\":\"missing\""))
        .anyMatch(line -> line.contains("extra.txt") && line.contains("\"problem\":\"unknown\""));
    assertThat(lines(archive.post("/api/archive/verify?folder=voice_example_com", null)))
        .hasSize(1);
  }

  private void spoil() throws Exception {
    Path first = file("user_example_com/images/user_example_com-0.jpg");
    byte[] bytes = Files.readAllBytes(first);
    bytes[1] ^= 1;
    Files.write(first, bytes);
    Files.delete(file("user_example_com/images/user_example_com-1.jpg"));
    Files.writeString(file("user_example_com/extra.txt"), "?");
  }

  @Test
  void theCommandChecksByTheManifestsAlone() throws Exception {
    assertThat(verify()).startsWith("0\n").contains("4 files", "4 as they were");
    spoil();
    assertThat(verify())
        .startsWith("1\n")
        .contains(
            "changed user_example_com/images/user_example_com-0.jpg",
            "missing user_example_com/images/user_example_com-1.jpg",
            "unknown user_example_com/extra.txt");
    try (var manifests = Files.list(file(".atelier/manifests"))) {
      Path manifest = manifests.findFirst().orElseThrow();
      Files.writeString(manifest, Files.readString(manifest).replace("memo.mp3", "other.mp3"));
    }
    assertThat(verify()).startsWith("1\n").contains("damaged manifest");
  }

  @Test
  void theCommandSaysWhenThereIsNothingToCheckBy(@TempDir Path empty) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(VerifyCommand.run(List.of(empty.toString()), new PrintStream(out))).isEqualTo(2);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("has no manifests");
  }

  private String verify() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        VerifyCommand.run(
            List.of(root.path().toString()), new PrintStream(out, true, StandardCharsets.UTF_8));
    return code + "\n" + out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theDifferenceToTheSourceIsPrintedAsRcloneDoes() throws Exception {
    source.object("images/added", content("added"));
    source.object("images/user_example_com-1", content("changed"));
    source.objects.remove("voices/v1");
    Files.delete(file("user_example_com/images/user_example_com-2.jpg"));
    Files.createSymbolicLink(
        file("user_example_com/images/user_example_com-2.jpg"), Path.of("/etc/hostname"));

    assertThat(lines(archive.get("/api/archive/diff")))
        .containsExactly(
            "+ images/added",
            "= images/user_example_com-0",
            "* images/user_example_com-1",
            "! images/user_example_com-2",
            "- voices/v1");
  }

  @Test
  void aPersonsPackageIsOneZipThatCanBeGoneOnWith(@TempDir Path folder) throws Exception {
    Archive.Answer whole = archive.get(ZIP);
    assertThat(whole.status()).isEqualTo(200);
    byte[] bytes = whole.raw().body();
    Path zip = Files.write(folder.resolve("package.zip"), bytes);
    Map<String, String> entries = new HashMap<>();
    try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
      for (ZipArchiveEntry entry : Collections.list(file.getEntries())) {
        try (var in = file.getInputStream(entry)) {
          entries.put(entry.getName(), Archive.sha256(in.readAllBytes()));
        }
      }
    }
    Map<String, String> expected = Archive.tree(root.path());
    expected.keySet().removeIf(path -> !path.startsWith("user_example_com/"));
    assertThat(entries)
        .containsAllEntriesOf(expected)
        .containsKey("user_example_com/manifest.jsonl");
    assertThat(entries).hasSize(4);

    String tag = whole.raw().headers().firstValue("ETag").orElseThrow();
    for (int cut : List.of(1, 40, 3_000, bytes.length / 2, bytes.length - 100)) {
      Archive.Answer rest = archive.get(ZIP, "Range", "bytes=" + cut + "-", "If-Range", tag);
      assertThat(rest.status()).isEqualTo(206);
      assertThat(rest.raw().headers().firstValue("Content-Range"))
          .contains("bytes %d-%d/%d".formatted(cut, bytes.length - 1, bytes.length));
      assertThat(rest.raw().body()).isEqualTo(Arrays.copyOfRange(bytes, cut, bytes.length));
    }
    assertThat(archive.get(ZIP, "Range", "bytes=10-19").raw().body())
        .isEqualTo(Arrays.copyOfRange(bytes, 10, 20));
    assertThat(archive.get(ZIP, "Range", "bytes=99999999-").status()).isEqualTo(416);
    assertThat(archive.get(ZIP, "Range", "bytes=5-", "If-Range", "\"other\"").raw().body())
        .isEqualTo(bytes);
    assertThat(archive.get(ZIP, "If-None-Match", tag).status()).isEqualTo(304);
  }

  @Test
  void aPackageThatWouldLackAFileIsRefused() throws Exception {
    Files.delete(file("user_example_com/images/user_example_com-1.jpg"));

    Archive.Answer answer = archive.get(ZIP);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().path("error").asString()).isEqualTo("archive_incomplete");
  }
}
