package dev.atelier.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.ApplicationProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole application, killed in the middle of a batch, on the embedded database. */
@Timeout(600)
class KilledBatchTests {

  private static final int POSTS = 80;
  private static final int KILLS = 3;
  private static final int AT_ONCE = 5;

  /** The models' line for each call; a debug line, switched on for this test. */
  private static final Pattern CALL = Pattern.compile("Call for (text|image) ");

  @TempDir Path folder;

  @Test
  void p1AndP3EveryPostEndsOnceAndOnlyWhatWasUnderWayAtAKillIsPaidForTwice() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("KilledBatchTests seed " + seed);
    Random random = new Random(seed);
    try (var application = new ApplicationProcess(folder.resolve("home"))) {
      application
          .property("logging.level.dev.atelier.providers.sandbox", "debug")
          .property("atelier.sandbox.models.text-delay", "30ms")
          .property("atelier.sandbox.models.image-delay", "90ms");
      application.start();
      CampaignClient client =
          CampaignClient.newUser("http://127.0.0.1:" + application.url("/").getPort());
      String batch =
          client
              .post(
                  "/api/campaigns/" + client.campaign() + "/generate-batch",
                  CampaignClient.posts(POSTS))
              .body()
              .path("batch_job")
              .path("id")
              .asString();

      for (int kill = 1; kill <= KILLS; kill++) {
        int until = POSTS * kill / (KILLS + 1) + random.nextInt(10) - 5;
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofMillis(20 + random.nextInt(40)))
            .until(() -> completed(client, batch) >= until);
        application.kill();
        application.start();
      }

      JsonNode status = client.awaitEnd(batch);
      assertThat(status.path("status").asString()).isEqualTo("completed");
      assertThat(completed(client, batch)).isEqualTo(POSTS);
      JsonNode results = client.get("/api/batch-jobs/" + batch + "/results").body();
      assertThat(results.path("results").size()).isEqualTo(POSTS);
      for (JsonNode post : results.path("results")) {
        assertThat(post.path("success").asBoolean()).isTrue();
        assertThat(client.get(post.path("image_url").asString()).status()).isEqualTo(200);
      }
      long calls = CALL.matcher(application.log()).results().count();
      // A caption that turns out like another one is written a second time.
      assertThat(calls).isBetween(2L * POSTS, 2L * POSTS + KILLS * AT_ONCE + POSTS / 4);
    }
  }

  private static int completed(CampaignClient client, String batch) {
    JsonNode progress = client.get("/api/batch-jobs/" + batch + "/status").body().path("progress");
    assertThat(
            progress.path("completed_posts").asInt()
                + progress.path("failed_posts").asInt()
                + progress.path("remaining_posts").asInt())
        .isEqualTo(POSTS);
    return progress.path("completed_posts").asInt();
  }
}
