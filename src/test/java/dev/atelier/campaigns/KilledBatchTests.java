package dev.atelier.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.ApplicationProcess;
import dev.atelier.TestDatabase;
import dev.atelier.providers.openai.OpenAiStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole application, killed in the middle of batches; the paid calls are the stand-in's. */
class KilledBatchTests {

  private static final int AT_ONCE = 5;

  /** An answer this young when its reader died may not have been written down. */
  private static final Duration YOUNG = Duration.ofMillis(500);

  @TempDir Path folder;

  private final OpenAiStandIn openAi = OpenAiStandIn.start();
  private final String database = TestDatabase.create();
  private final Random random = new Random(seed());

  private static long seed() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("KilledBatchTests seed " + seed);
    return seed;
  }

  @AfterEach
  void stop() {
    openAi.close();
  }

  @Test
  @Timeout(240)
  void p1AndP3EveryPostEndsOnceAndOnlyWhatWasUnderWayAtAKillIsPaidForTwice() {
    openAi.takes(Duration.ofMillis(30), Duration.ofMillis(90));
    killAndCount(24, 1);
  }

  @Test
  @Tag("slow")
  @Timeout(900)
  void p2TwoHundredPostsOverTenKills() {
    openAi.takes(Duration.ofMillis(300), Duration.ofMillis(900));
    killAndCount(200, 10);
  }

  private void killAndCount(int posts, int kills) {
    int underWay = 0;
    try (ApplicationProcess application = node("one")) {
      application.start();
      CampaignClient client = CampaignClient.newUser(application.url("").toString());
      String batch = client.start(client.campaign(), posts);
      for (int kill = 1; kill <= kills; kill++) {
        int until = posts * kill / (kills + 1) + random.nextInt(9) - 4;
        Awaitility.await()
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofMillis(5 + random.nextInt(40)))
            .until(() -> ended(client, batch, posts) >= until);
        application.kill();
        underWay += openAi.unansweredSince(YOUNG);
        application.start();
      }
      client.awaitEnd(batch);

      int failed = assertEachEndedOnce(client, batch, posts);
      int calls = openAi.calls().size();
      System.out.printf(
          "KilledBatchTests: %d posts, %d kills: %d calls, %d under way at the kills, %d posts"
              + " failed, at most %d calls at once%n",
          posts, kills, calls, underWay, failed, openAi.mostAtOnce());
      // Each lane had one call in hand, answered or not, that may not have been written down.
      assertThat(calls).isBetween(2 * posts - failed, 2 * posts + kills * AT_ONCE);
      assertThat(openAi.mostAtOnce()).isLessThanOrEqualTo(AT_ONCE);
    }
  }

  /** Every post has ended once; those that failed were interrupted as often as is paid for. */
  private static int assertEachEndedOnce(CampaignClient client, String batch, int posts) {
    JsonNode results = client.get("/api/batch-jobs/" + batch + "/results").body();
    assertThat(results.path("results").size()).isEqualTo(posts);
    assertThat(ended(client, batch, posts)).isEqualTo(posts);
    int failed = 0;
    for (JsonNode post : results.path("results")) {
      if (post.path("success").asBoolean()) {
        assertThat(post.path("caption").asString()).startsWith("Caption ");
        assertThat(client.get(post.path("image_url").asString()).status()).isEqualTo(200);
      } else {
        assertThat(post.path("error").asString()).contains("interrupted 2 times");
        failed++;
      }
    }
    return failed;
  }

  @Test
  @Tag("slow")
  @Timeout(900)
  void c1NeverMoreThanFiveCallsOverTwoNodesAndThreeBatches() {
    openAi.takes(Duration.ofMillis(300), Duration.ofMillis(900));
    try (ApplicationProcess one = node("one");
        ApplicationProcess two = node("two")) {
      one.start();
      two.start();
      CampaignClient ada = CampaignClient.newUser(one.url("").toString());
      CampaignClient eve = CampaignClient.newUser(two.url("").toString());
      List<String> batches = new ArrayList<>();
      batches.add(ada.start(ada.campaign(), 20));
      batches.add(eve.start(eve.campaign(), 20));
      batches.add(ada.start(ada.campaign(), 20));
      long started = System.nanoTime();
      for (String batch : batches) {
        (batch.equals(batches.get(1)) ? eve : ada).awaitEnd(batch);
      }
      double seconds = (System.nanoTime() - started) / 1e9;

      double average = 60 * (0.3 + 0.9) / seconds;
      System.out.printf(
          "KilledBatchTests: two nodes, three batches: at most %d calls at once, %.2f on average%n",
          openAi.mostAtOnce(), average);
      assertThat(openAi.calls()).hasSize(120);
      assertThat(openAi.mostAtOnce()).isEqualTo(AT_ONCE);
    }
  }

  private ApplicationProcess node(String name) {
    return new ApplicationProcess(folder.resolve(name))
        .environment("DATABASE_URL", database)
        .environment("MEDIA_ROOT", folder.resolve("media").toString())
        .environment("OPENAI_API_KEY", "sk-test")
        .environment("OPENAI_BASE_URL", openAi.url())
        .property("atelier.identity.password-cost", "4");
  }

  private static int ended(CampaignClient client, String batch, int posts) {
    JsonNode progress = client.get("/api/batch-jobs/" + batch + "/status").body().path("progress");
    int ended = progress.path("completed_posts").asInt() + progress.path("failed_posts").asInt();
    assertThat(ended + progress.path("remaining_posts").asInt()).isEqualTo(posts);
    return ended;
  }
}
