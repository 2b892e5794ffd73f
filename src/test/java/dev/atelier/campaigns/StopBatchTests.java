package dev.atelier.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.campaigns.CampaignClient.Answer;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Batches that end before they are done. In the context of {@link MakeBatchTests}. */
@IntegrationTest
@TestPropertySource(
    properties = {
      "atelier.sandbox.models.image-delay=30ms",
      "atelier.sandbox.models.refused-topics=Refused 1",
    })
class StopBatchTests extends BatchScene {

  @Test
  void c8DeletingACampaignEndsItsBatches() {
    String id = client.start(campaign, 200);
    Awaitility.await().until(() -> calls(id) > 0);

    assertThat(client.delete("/api/campaigns/" + campaign).status()).isEqualTo(204);

    JsonNode status = client.awaitEnd(id);
    long after = calls(id);
    assertThat(status.path("status").asString()).isEqualTo("cancelled");
    assertThat(after).isLessThan(400);
    assertThat(client.get("/api/campaigns/" + campaign + "/posts").status()).isEqualTo(404);
    assertThat(client.get("/api/campaigns/" + campaign + "/batches").body().size()).isZero();
    assertThat(client.post(generate, CampaignClient.posts(1)).status()).isEqualTo(404);
    for (String gone : List.of("/results", "/posts", "/export?format=csv")) {
      assertThat(client.get("/api/batch-jobs/" + id + gone).text("detail"))
          .as(gone)
          .isEqualTo("Batch job not found");
    }
    assertThat(client.post("/api/batch-jobs/" + id + "/retry-failed").status()).isEqualTo(404);
    assertThat(calls(id)).isEqualTo(after);
    assertThat(
            jdbc.sql("select count(*) from campaigns.campaign_posts where batch_job_id = :id")
                .param("id", id)
                .query(Long.class)
                .single())
        .isEqualTo(200);
  }

  @Test
  void p18ACancelledBatchMakesNoFurtherCallAndKeepsWhatWasMade() {
    String id = client.start(campaign, 200);
    Awaitility.await()
        .until(() ->
            client
                    .get("/api/batch-jobs/" + id + "/status")
                    .body()
                    .path("progress")
                    .path("completed_posts")
                    .asInt()
                > 2);

    assertThat(client.post("/api/batch-jobs/" + id + "/cancel").status()).isEqualTo(200);

    JsonNode progress = client.awaitEnd(id).path("progress");
    long after = calls(id);
    assertThat(
            progress.path("completed_posts").asInt()
                + progress.path("failed_posts").asInt()
                + progress.path("cancelled_posts").asInt())
        .isEqualTo(200);
    assertThat(progress.path("cancelled_posts").asInt()).isPositive();
    Answer again = client.post("/api/batch-jobs/" + id + "/cancel");
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.text("detail")).isEqualTo("Job cannot be cancelled");
    assertThat(calls(id)).isEqualTo(after);
    assertThat(
            jdbc.sql(
                    "select count(*) from campaigns.calls where state = 'started' and batch_job_id = :id")
                .param("id", id)
                .query(Long.class)
                .single())
        .isZero();
  }

  private long calls(String batch) {
    return jdbc.sql("select count(*) from campaigns.calls where batch_job_id = :id")
        .param("id", batch)
        .query(Long.class)
        .single();
  }
}
