package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.ApplicationProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole application, killed in the middle of a run, on the embedded database. */
@Tag("slow")
@Timeout(600)
class KilledRunTests {

  private static final int ROWS = 300;

  /**
   * The renderer's line for each picture it hands over; a debug line, switched on for this test.
   */
  private static final Pattern STORED = Pattern.compile("Stored poster (\\S+)");

  @TempDir Path folder;

  @Test
  void p1EveryRowEndsOnceThoughTheProcessIsKilledThreeTimes() {
    killWhileDrawing(3);
  }

  @Test
  @Timeout(3_600)
  void p2EveryRowEndsOnceThoughTheProcessIsKilledFiftyTimes() {
    killWhileDrawing(50);
  }

  private void killWhileDrawing(int kills) {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("KilledRunTests seed " + seed);
    var random = new Random(seed);
    try (var application = new ApplicationProcess(folder.resolve("home"))) {
      application.property("logging.level.dev.atelier.posters", "debug");
      application.start();
      var client = new PosterClient(application.url("/").getPort());
      String id = client.start(rows()).body().path("id").asString();

      for (int kill = 1; kill <= kills; kill++) {
        int until = ROWS * kill / (kills + 1) + random.nextInt(20 / kills + 2) - 10 / kills;
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofMillis(20 + random.nextInt(60)))
            .until(() -> countersAddUp(client, id) >= until);
        application.kill();
        application.start();
      }

      JsonNode run = client.awaitEnd(id);
      assertThat(run.path("state").asString()).isEqualTo("completed");
      assertThat(run.path("succeeded").asInt()).isEqualTo(ROWS);
      assertEveryRowHasItsPoster(client, id);
      assertNoRowWasStoredAgainAfterItsResult(application.log(), kills);
    }
  }

  private static String rows() {
    return IntStream.rangeClosed(1, ROWS)
        .mapToObj(i -> "user" + i + "," + i)
        .collect(Collectors.joining("\n", "username,user_id\n", "\n"));
  }

  private static int countersAddUp(PosterClient client, String id) {
    JsonNode run = client.get("/api/posters/runs/" + id).body();
    int ended =
        run.path("succeeded").asInt() + run.path("failed").asInt() + run.path("cancelled").asInt();
    assertThat(ended + run.path("remaining").asInt()).isEqualTo(ROWS);
    return ended;
  }

  private static void assertEveryRowHasItsPoster(PosterClient client, String id) {
    Set<Integer> rows = new HashSet<>();
    int after = 0;
    while (rows.size() < ROWS) {
      JsonNode page =
          client.get("/api/posters/runs/%s/posters?limit=200&after=%d".formatted(id, after)).body();
      for (JsonNode poster : page.path("posters")) {
        after = poster.path("row").asInt();
        assertThat(rows.add(after)).isTrue();
        assertThat(PngSize.of(client.get(poster.path("url").asString()).raw().body()))
            .isEqualTo(new PngSize(200, 200));
      }
    }
    assertThat(rows).hasSize(ROWS);
  }

  private static void assertNoRowWasStoredAgainAfterItsResult(String log, int kills) {
    Set<String> stored = new HashSet<>();
    Matcher lines = STORED.matcher(log);
    while (lines.find()) {
      assertThat(stored.add(lines.group(1))).as("stored twice: " + lines.group(1)).isTrue();
    }
    assertThat(stored.size()).isBetween(Math.max(1, ROWS - kills * 8), ROWS);
  }
}
