package dev.atelier.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.ApplicationProcess;
import dev.atelier.providers.MediaKind;
import dev.atelier.providers.firebase.CloudStorageStandIn;
import dev.atelier.providers.firebase.Fault;
import dev.atelier.providers.firebase.TestFirebase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The whole application, killed while it archives from a Firestore and a bucket that delays, cuts,
 * and once changes a bit.
 */
@Timeout(600)
class KilledArchiveTests {

  private static final double MOST_BYTES = 1.05;

  @TempDir Path folder;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<String, String> expected = new HashMap<>();
  private long total;

  @Test
  @Tag("slow")
  void m12AKillCostsOpenPartsAtMost() throws Exception {
    archive(6, 20, 40_000, 1, 2);
  }

  @Test
  @Tag("slow")
  @Timeout(1_800)
  void m12FourKillsAndABadLineCostOpenPartsAtMost() throws Exception {
    archive(40, 50, 100_000, 4, 16);
  }

  private void archive(int users, int files, int size, int kills, int atOnce) throws Exception {
    System.out.println("KilledArchiveTests seed " + seed);
    try (TestFirebase firebase = new TestFirebase();
        ApplicationProcess application = new ApplicationProcess(folder.resolve("home"))) {
      fill(firebase, users, files, size);
      AtomicBoolean flipped = new AtomicBoolean();
      firebase.storage().trouble(request -> trouble(flipped));
      application
          .environment("FIREBASE_STORAGE_BUCKET", CloudStorageStandIn.BUCKET)
          .environment("FIREBASE_PROJECT_ID", firebase.project())
          .environment("FIRESTORE_EMULATOR_HOST", firebase.firestoreHost())
          .environment("STORAGE_EMULATOR_HOST", firebase.storage().url())
          .environment("ATELIER_ARCHIVE_USERS", String.valueOf(atOnce))
          .start();
      Archive archive = new Archive(application.url("/").getPort());
      archive.post("/batch-process-users", null);

      int before = 0;
      for (int kill = 1; kill <= kills; kill++) {
        long until = total * kill / (kills + 1);
        Awaitility.await()
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofMillis(20))
            .until(() -> firebase.storage().log().bytes() >= until);
        application.kill();
        assertOnlyWholeFiles();
        application.start();
        JsonNode status = archive.status();
        assertThat(status.path("status").asString()).isEqualTo("processing");
        assertThat(status.path("processed_users").asInt()).isBetween(before, users);
        before = status.path("processed_users").asInt();
      }

      JsonNode results = archive.awaitEnd();
      assertThat(results.path("status").asString()).isEqualTo("completed");
      assertThat(results.path("successful_users").asInt()).as(results.toString()).isEqualTo(users);
      assertThat(results.path("total_files_downloaded").asInt()).isEqualTo(users * files);
      assertThat(results.path("total_size_bytes").asLong()).isEqualTo(total);
      assertThat(Archive.tree(folder.resolve("home/downloads"))).isEqualTo(expected);
      assertThat(flipped).isTrue();
      long fetched = firebase.storage().log().bytes();
      System.out.printf(
          "KilledArchiveTests fetched %d of %d bytes: %.4f%n",
          fetched, total, (double) fetched / total);
      assertThat((double) fetched / total).isLessThanOrEqualTo(MOST_BYTES);
      assertThat(firebase.storage().log().mostAtOnce(name -> name.replaceAll("-.*", "")))
          .isEqualTo(1);
    }
  }

  private void fill(TestFirebase firebase, int users, int files, int size) {
    for (int user = 0; user < users; user++) {
      String id = "user%03d".formatted(user);
      List<String> ids = new ArrayList<>();
      for (int file = 0; file < files; file++) {
        String item = id + "-" + file;
        byte[] bytes = new byte[size / 2 + random.nextInt(size)];
        random.nextBytes(bytes);
        total += bytes.length;
        ids.add(item);
        firebase.storage().put("images/" + item, bytes);
        firebase.item(
            MediaKind.IMAGE,
            item,
            Map.of("storagePath", "images/" + item, "originalName", item + ".png"));
        expected.put("%s_example_com/images/%s.png".formatted(id, item), Archive.sha256(bytes));
      }
      firebase.user(id, Map.of("email", id + "@example.com", "imageIds", ids));
    }
  }

  /** A fifth of the answers is late, a tenth is cut, and in one of all a bit is another. */
  private Fault trouble(AtomicBoolean flipped) {
    int dice = random.nextInt(100);
    if (dice < 10) {
      return Fault.cut(random.nextDouble());
    }
    if (dice < 30) {
      return Fault.late(Duration.ofMillis(20 + random.nextInt(60)));
    }
    if (dice < 40 && flipped.compareAndSet(false, true)) {
      return Fault.flippedBit();
    }
    return Fault.late(Duration.ofMillis(5));
  }

  /** What a kill leaves under final names are whole files only. */
  private void assertOnlyWholeFiles() throws Exception {
    Archive.tree(folder.resolve("home/downloads"))
        .forEach((path, sha256) -> assertThat(expected).containsEntry(path, sha256));
  }
}
