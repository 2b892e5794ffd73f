package dev.atelier.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.campaigns.CampaignClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A picture costs a cent here, a caption nothing, and a user has ten cents a day. */
@IntegrationTest
class BudgetTests extends BatchScene {

  @DynamicPropertySource
  static void prices(DynamicPropertyRegistry registry) {
    registry.add("atelier.campaigns.prices", () -> priceFile().toString());
    registry.add("atelier.campaigns.daily-budget", () -> "0.10");
    registry.add("atelier.campaigns.calls", () -> "20");
    registry.add("atelier.sandbox.models.image-delay", () -> "50ms");
  }

  private static Path priceFile() {
    try {
      return Files.writeString(
          Files.createTempFile("prices", ".json"),
          """
          {"as_of": "2026-11-20", "models": {"offline-painter": {"per_image": {"medium": 0.01}}}}
          """);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void c9NoCallGoesBeyondTheDaysBudgetThoughTwentyPostsAreMadeAtOnce() {
    Answer answer = client.post(generate + "?wait=true", CampaignClient.posts(20));

    String id = answer.body().path("batch_job").path("id").asString();
    JsonNode status = client.get("/api/batch-jobs/" + id + "/status").body();
    assertThat(status.path("status").asString()).isEqualTo("failed");
    assertThat(status.path("error_log").asString()).contains("The budget of $0.10 for today");
    assertThat(status.path("cost_usd").decimalValue()).isEqualByComparingTo("0.10");
    assertThat(pictures(id)).isEqualTo(10);
    assertThat(sum("spent_micros")).isEqualTo(100_000);
    assertThat(sum("reserved_micros")).isZero();

    Answer refused = client.post(generate, CampaignClient.posts(1));
    assertThat(refused.status()).isEqualTo(202);
    JsonNode later = client.awaitEnd(refused.body().path("batch_job").path("id").asString());
    assertThat(later.path("status").asString()).isEqualTo("failed");
  }

  @Test
  void c9WhenNothingIsLeftABatchIsRefusedUntilMidnight() {
    client.post(generate + "?wait=true", CampaignClient.posts(20));
    Map<String, Object> body =
        Map.of(
            "posts",
            List.of(Map.of("brand_name", "b", "tone", "modern", "generate_caption", false)));

    Answer refused = client.post(generate, body);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text("type")).endsWith("quota-exceeded");
    assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 86_401L);
  }

  @Test
  void c9ABatchsOwnBudgetStopsItThere() {
    Map<String, Object> body = CampaignClient.posts(20);
    body.put("budget_usd", 0.03);

    String id =
        client.post(generate + "?wait=true", body).body().path("batch_job").path("id").asString();

    JsonNode status = client.get("/api/batch-jobs/" + id + "/status").body();
    assertThat(pictures(id)).isEqualTo(3);
    assertThat(status.path("error_log").asString()).contains("The budget of $0.03 for this batch");
    assertThat(status.path("budget_usd").decimalValue()).isEqualByComparingTo("0.03");
  }

  @Test
  void aQuoteTellsWhatABatchWillCostAndBuysNothing() {
    JsonNode quote =
        client.post("/api/campaigns/" + campaign + "/quote", CampaignClient.posts(12)).body();

    assertThat(quote.path("images").asInt()).isEqualTo(12);
    assertThat(quote.path("captions").asInt()).isEqualTo(12);
    assertThat(quote.path("maximum_cost_usd").decimalValue()).isEqualByComparingTo("0.12");
    assertThat(quote.path("day_left_usd").decimalValue()).isEqualByComparingTo("0.10");
    assertThat(quote.path("affordable").asBoolean()).isFalse();
    assertThat(quote.path("prices_as_of").asString()).isEqualTo("2026-11-20");
    assertThat(quote.path("offline").asBoolean()).isTrue();
    assertThat(client.get("/api/campaigns/" + campaign + "/batches").body().size()).isZero();
  }

  @Test
  void aPostTellsWhatItCost() {
    client.post(generate + "?wait=true", CampaignClient.posts(1));

    JsonNode post = client.get("/api/campaigns/" + campaign + "/posts").body().path(0);

    assertThat(post.path("cost_usd").decimalValue()).isEqualByComparingTo("0.01");
  }

  private long pictures(String batch) {
    return jdbc.sql(
            """
            select count(*)
            from campaigns.calls
            where batch_job_id = :id
              and part = 'image'
            """)
        .param("id", batch)
        .query(Long.class)
        .single();
  }

  private long sum(String column) {
    return jdbc.sql(
            "select coalesce(sum("
                + column
                + "), 0) from campaigns.spending where user_id ="
                + " (select user_id from campaigns.campaigns where id = :id::uuid)")
        .param("id", campaign)
        .query(Long.class)
        .single();
  }
}
