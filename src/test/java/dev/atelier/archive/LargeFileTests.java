package dev.atelier.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.ApplicationProcess;
import dev.atelier.providers.MediaKind;
import dev.atelier.providers.firebase.CloudStorageStandIn;
import dev.atelier.providers.firebase.Fault;
import dev.atelier.providers.firebase.TestFirebase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One object that is larger than the server's memory many times over, an empty one, and many. */
class LargeFileTests {

  private static final long LARGE = 5_000_000_000L;
  private static final int SMALL = 1_000;
  private static final long MOST_HEAP_MORE = 64L << 20;
  private static final Pattern USED = Pattern.compile(" used (\\d+)K");

  @TempDir Path folder;

  private final Random random = new Random(5);
  private final Map<String, String> expected = new HashMap<>();
  private final Set<Long> progress = new HashSet<>();
  private long total;
  private long mostHeap;

  @Test
  @Tag("slow")
  @Timeout(1_200)
  void m11FilesOfAnySizeStreamThroughLittleMemory() throws Exception {
    assertThat(Files.getFileStore(folder).getUsableSpace()).isGreaterThan(3 * LARGE);
    try (TestFirebase firebase = new TestFirebase();
        ApplicationProcess application = new ApplicationProcess(folder.resolve("home"))) {
      fill(firebase);
      application
          .option("-Xmx256m")
          .option("-XX:TieredStopAtLevel=4")
          .environment("FIREBASE_STORAGE_BUCKET", CloudStorageStandIn.BUCKET)
          .environment("FIREBASE_PROJECT_ID", firebase.project())
          .environment("FIRESTORE_EMULATOR_HOST", firebase.firestoreHost())
          .environment("STORAGE_EMULATOR_HOST", firebase.storage().url())
          .start();
      Archive archive = new Archive(application.url("/").getPort());
      long before = liveHeap(application.pid());

      String id = archive.start("{}");
      Awaitility.await()
          .atMost(Duration.ofMinutes(10))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> look(archive.run(id), application.pid()));

      JsonNode run = archive.run(id);
      assertThat(run.path("state").asString()).isEqualTo("completed");
      assertThat(run.path("succeeded").asInt()).as(run.toString()).isEqualTo(3);
      assertThat(run.path("files").asInt()).isEqualTo(SMALL + 2);
      assertThat(run.path("bytes").asLong()).isEqualTo(total);
      System.out.printf(
          "LargeFileTests: %d bytes in %.1f s; live heap %d MB before, %d MB at most; %s%n",
          total, run.path("seconds").asDouble(), before >> 20, mostHeap >> 20, memory(application));
      assertThat(mostHeap).isPositive().isLessThan(before + MOST_HEAP_MORE);
      assertThat(progress).as("bytes told under way").hasSizeGreaterThan(3);
      assertThat(firebase.storage().log().bytes()).isBetween(total, total + total / 1_000);
      assertThat(Archive.tree(folder.resolve("home/downloads"))).isEqualTo(expected);
    }
  }

  /** Whether the run is over; before that, how much is told to have come, and what it costs. */
  private boolean look(JsonNode run, long pid) throws IOException, InterruptedException {
    if (!run.path("state").asString().equals("processing")) {
      return true;
    }
    long bytes = run.path("fetchedBytes").asLong();
    if (bytes > 0 && bytes < total && progress.add(bytes)) {
      mostHeap = Math.max(mostHeap, liveHeap(pid));
    }
    return false;
  }

  private static String memory(ApplicationProcess application) throws IOException {
    return Files.readAllLines(Path.of("/proc/%d/status".formatted(application.pid()))).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findFirst()
        .orElse("");
  }

  private static long liveHeap(long pid) throws IOException, InterruptedException {
    ask(pid, "GC.run");
    Matcher used = USED.matcher(ask(pid, "GC.heap_info"));
    assertThat(used.find()).isTrue();
    return Long.parseLong(used.group(1)) << 10;
  }

  private static String ask(long pid, String command) throws IOException, InterruptedException {
    Process asked =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(pid),
                command)
            .redirectErrorStream(true)
            .start();
    String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(asked.waitFor()).as(answer).isZero();
    return answer;
  }

  private void fill(TestFirebase firebase) {
    // No power of two, so that no piece lies where another one would.
    byte[] piece = new byte[7_999_993];
    random.nextBytes(piece);
    MessageDigest digest = DigestUtils.getSha256Digest();
    for (long left = LARGE; left > 0; left -= piece.length) {
      digest.update(piece, 0, (int) Math.min(piece.length, left));
    }
    firebase.storage().putRepeated("images/large-0", piece, LARGE);
    firebase.storage().plan("images/large-0", Fault.cut(0.3));
    item(firebase, "large-0", LARGE, HexFormat.of().formatHex(digest.digest()));
    firebase.user("large", Map.of("email", "large@example.com", "imageIds", List.of("large-0")));

    put(firebase, "empty-0", 0);
    firebase.user("empty", Map.of("email", "empty@example.com", "imageIds", List.of("empty-0")));

    List<String> ids = new ArrayList<>();
    for (int i = 0; i < SMALL; i++) {
      ids.add("small-" + i);
      put(firebase, "small-" + i, 1 + random.nextInt(20_000));
    }
    firebase.user("small", Map.of("email", "small@example.com", "imageIds", ids));
  }

  private void put(TestFirebase firebase, String item, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    firebase.storage().put("images/" + item, bytes);
    item(firebase, item, size, Archive.sha256(bytes));
  }

  private void item(TestFirebase firebase, String item, long size, String sha256) {
    firebase.item(
        MediaKind.IMAGE,
        item,
        Map.of("storagePath", "images/" + item, "originalName", item + ".bin"));
    String user = item.replaceAll("-.*", "");
    expected.put("%s_example_com/images/%s.bin".formatted(user, item), sha256);
    total += size;
  }
}
