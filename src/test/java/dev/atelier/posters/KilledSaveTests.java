package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.ApplicationProcess;
import dev.atelier.posters.DjangoServer.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole application, killed in the middle of a save. */
@Tag("slow")
@Timeout(600)
class KilledSaveTests {

  private static final int ROWS = 80;
  private static final int AT_ONCE = 10;

  @TempDir Path folder;

  @Test
  void t21EveryPosterIsSavedOnceThoughTheProcessIsKilledInTheMiddle() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("KilledSaveTests seed " + seed);
    int until = ROWS / 2 + new Random(seed).nextInt(20) - 10;
    try (var django = new DjangoServer();
        var application = new ApplicationProcess(folder.resolve("home"))) {
      django.failWith(call -> Fault.slow(100));
      application.environment("DJANGO_API_URL", django.url()).start();
      var client = new PosterClient(application.url("/").getPort());
      var saves = new SaveClient(client);
      String run = saves.madeRun(ROWS);
      JsonNode posters = saves.postersForSave(run).path("posters");
      String id = saves.save("autumn", posters).body().path("jobId").asString();
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> django.shares().size() >= until);

      application.kill();
      int atTheKill = django.shares().size();
      application.start();

      JsonNode status = saves.awaitEnd(id);
      assertThat(atTheKill).isLessThan(ROWS);
      assertThat(status.path("status").asString()).isEqualTo("completed");
      assertThat(status.path("success_count").asInt()).isEqualTo(ROWS);
      assertThat(django.videos()).hasSize(ROWS);
      assertThat(django.shares().keySet()).isEqualTo(django.videos().keySet());
      // Only what was under way was sent twice, and under the same id.
      assertThat(django.calls().size()).isBetween(2 * ROWS, 2 * ROWS + AT_ONCE);
      int before = django.calls().size();
      saves.saved("autumn", run);
      assertThat(django.calls()).hasSize(before);
    }
  }
}
