package dev.atelier.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.campaigns.CampaignClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@IntegrationTest
@TestPropertySource(
    properties = {
      "atelier.sandbox.models.image-delay=30ms",
      "atelier.sandbox.models.refused-topics=Refused 1",
    })
class MakeBatchTests extends BatchScene {

  @Test
  void theSpecsBatchAnswersAtOnceAndEndsWithItsResult() {
    Map<String, Object> body =
        Map.of(
            "name",
            "Summer Posts Batch",
            "posts",
            List.of(
                Map.of(
                    "brand_name", "FashionBrand",
                    "topic", "New Summer Collection",
                    "tone", "enthusiastic",
                    "brief", "Showcase our vibrant summer clothing line",
                    "target_audience", "Fashion-forward millennials")));

    Answer started = client.post(generate, body);

    assertThat(started.status()).isEqualTo(202);
    JsonNode job = started.body().path("batch_job");
    assertThat(job.propertyNames())
        .containsExactly(
            "id", "status", "total_posts", "completed_posts", "failed_posts", "created_by");
    assertThat(job.path("total_posts").asInt()).isEqualTo(1);
    assertThat(job.path("created_by").asString()).isEqualTo(client.username());
    String id = job.path("id").asString();
    JsonNode status = client.awaitEnd(id);
    assertThat(status.path("status").asString()).isEqualTo("completed");
    assertThat(status.path("progress").path("percentage").asDouble()).isEqualTo(100.0);
    JsonNode results = client.get("/api/batch-jobs/" + id + "/results").body();
    assertThat(results.path("completed_posts").asInt()).isEqualTo(1);
    JsonNode post = results.path("results").path(0);
    assertThat(post.path("success").asBoolean()).isTrue();
    assertThat(post.path("offline").asBoolean()).isTrue();
    assertThat(post.path("caption").asString()).contains("New Summer Collection");
    Answer picture = client.get(post.path("image_url").asString());
    assertThat(picture.status()).isEqualTo(200);
    assertThat(picture.header("Content-Type")).isEqualTo("image/png");
  }

  @Test
  void aRequestThatWaitsGetsTheWholeResultInOrder() {
    Answer waited = client.post(generate + "?wait=true", CampaignClient.posts(12));
    Answer preferred =
        client
            .with("Prefer", "respond-async, wait=60")
            .post(generate + "/", CampaignClient.posts(2));

    assertThat(waited.status()).isEqualTo(200);
    assertThat(waited.body().path("batch_job").path("status").asString()).isEqualTo("completed");
    assertThat(waited.body().path("result").path("results").findValuesAsString("topic"))
        .containsExactlyElementsOf(
            Stream.iterate(1, i -> i + 1).limit(12).map(i -> "Topic " + i).toList());
    assertThat(preferred.status()).isEqualTo(200);
    assertThat(preferred.header("Preference-Applied")).isEqualTo("wait=60");
    assertThat(preferred.body().path("result").path("completed_posts").asInt()).isEqualTo(2);
  }

  @Test
  void aWaitThatIsTooShortAnswersWithTheStateSoFar() {
    Answer answer = client.with("Prefer", "wait=0").post(generate, CampaignClient.posts(50));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().path("batch_job").path("status").asString())
        .isIn("pending", "processing");
    client.awaitEnd(answer.body().path("batch_job").path("id").asString());
  }

  @Test
  void c2OnePostThatIsRefusedFailsAloneAndSaysWhy() {
    Map<String, Object> body = CampaignClient.posts(5, "Good");
    @SuppressWarnings("unchecked")
    List<Object> posts = new ArrayList<>((List<Object>) body.get("posts"));
    posts.add(2, Map.of("brand_name", "FashionBrand", "tone", "modern", "topic", "Refused 1"));
    body.put("posts", posts);

    Answer answer = client.post(generate + "?wait=true", body);

    JsonNode result = answer.body().path("result");
    assertThat(answer.body().path("batch_job").path("status").asString())
        .isEqualTo("completed_with_errors");
    assertThat(result.path("completed_posts").asInt()).isEqualTo(5);
    assertThat(result.path("failed_posts").asInt()).isEqualTo(1);
    JsonNode failed = result.path("results").path(2);
    assertThat(failed.path("success").asBoolean()).isFalse();
    assertThat(failed.path("error").asString()).contains("generation failed: ").contains("refuse");
    String id = result.path("batch_id").asString();
    JsonNode status = client.get("/api/batch-jobs/" + id + "/status").body();
    assertThat(status.path("progress").path("percentage").asDouble()).isEqualTo(100.0);
    assertThat(status.path("error_log").asString()).contains("Post 3 (Refused 1)");
    JsonNode listed = client.get("/api/campaigns/" + campaign + "/posts?status=failed").body();
    assertThat(listed.size()).isEqualTo(1);
    assertThat(listed.path(0).path("error_message").asString()).contains("generation failed");
  }

  @Test
  void c3TheCountsAddUpOnEveryRead() {
    String id = client.start(campaign, 40);

    List<String> seen = new ArrayList<>();
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> {
          JsonNode status = client.get("/api/batch-jobs/" + id + "/status").body();
          JsonNode progress = status.path("progress");
          seen.add(status.path("status").asString());
          assertThat(
                  progress.path("completed_posts").asInt()
                      + progress.path("failed_posts").asInt()
                      + progress.path("remaining_posts").asInt())
              .isEqualTo(progress.path("total_posts").asInt())
              .isEqualTo(40);
          assertThat(progress.path("percentage").asDouble()).isBetween(0.0, 100.0);
          return seen.getLast().equals("completed");
        });
    assertThat(seen).contains("processing");
    assertThat(
            client
                .get("/api/campaigns/" + campaign + "/batches?status=completed")
                .body()
                .path(0)
                .path("id")
                .asString())
        .isEqualTo(id);
    assertThat(client.get("/api/campaigns/" + campaign + "/batches?status=pending").body().size())
        .isZero();
  }

  static Stream<Arguments> badBatches() {
    return Stream.of(
        Arguments.of("posts", List.of()),
        Arguments.of("posts", null),
        Arguments.of("posts", Collections.nCopies(10_001, good())),
        Arguments.of("posts[0].tone", List.of(without("tone"))),
        Arguments.of("posts[0].brand_name", List.of(without("brand_name"))),
        Arguments.of("posts[1].tone", List.of(good(), with("tone", " "))),
        Arguments.of("posts[0].brand_name", List.of(with("brand_name", "b".repeat(256)))),
        Arguments.of("posts[0].brief", List.of(with("brief", "b".repeat(1 << 20)))),
        Arguments.of("posts[0].brief", List.of(with("brief", "word ".repeat(1_000)))),
        Arguments.of("posts[0].topic", List.of(with("topic", "t".repeat(501)))),
        Arguments.of("posts[0].topic", List.of(with("topic", "a\u0000b"))),
        Arguments.of(
            "posts[0].target_audience", List.of(with("target_audience", "a".repeat(4_001)))));
  }

  private static Map<String, String> good() {
    return Map.of("brand_name", "FashionBrand", "tone", "modern");
  }

  private static Map<String, String> with(String field, String value) {
    Map<String, String> post = new HashMap<>(good());
    post.put(field, value);
    return post;
  }

  private static Map<String, String> without(String field) {
    Map<String, String> post = new HashMap<>(good());
    post.remove(field);
    return post;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badBatches")
  void c4ABatchThatCannotBeIsRefusedAsAWhole(String field, @Nullable Object posts) {
    long before = jdbc.sql("select count(*) from campaigns.batch_jobs").query(Long.class).single();
    Map<String, Object> body = new HashMap<>();
    body.put("posts", posts);

    Answer refused = client.post(generate, body);

    assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
    assertThat(refused.body().path("errors").path(0).path("field").asString()).isEqualTo(field);
    assertThat(jdbc.sql("select count(*) from campaigns.batch_jobs").query(Long.class).single())
        .isEqualTo(before);
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    Answer answer =
        client.post(generate + "?wait=true", Map.of("posts", List.of(good()), "unknown", 1));

    String id = answer.body().path("batch_job").path("id").asString();
    JsonNode batch = client.get("/api/campaigns/" + campaign + "/batches").body().path(0);
    assertThat(batch.path("id").asString()).isEqualTo(id);
    assertThat(batch.path("name").asString()).matches("Batch \\d{8}_\\d{6}");
    JsonNode post = client.get("/api/campaigns/" + campaign + "/posts/").body().path(0);
    assertThat(post.path("topic").asString()).isEqualTo("General");
    assertThat(post.path("brief").asString()).isEmpty();
    assertThat(post.path("target_audience").asString()).isEqualTo("General audience");
    assertThat(post.propertyNames())
        .startsWith(
            "id",
            "batch_job_id",
            "campaign_id",
            "brand_name",
            "topic",
            "tone",
            "brief",
            "target_audience",
            "generated_caption",
            "generated_image_url",
            "status",
            "error_message",
            "created_at",
            "updated_at");
  }

  @Test
  void aPostMayHaveOneHalfOnly() {
    Map<String, Object> captionOnly = new HashMap<>(good());
    captionOnly.put("generate_image", false);
    Map<String, Object> imageOnly = new HashMap<>(good());
    imageOnly.put("generate_caption", false);

    JsonNode results =
        client
            .post(generate + "?wait=true", Map.of("posts", List.of(captionOnly, imageOnly)))
            .body()
            .path("result")
            .path("results");

    assertThat(results.path(0).has("caption")).isTrue();
    assertThat(results.path(0).has("image_url")).isFalse();
    assertThat(results.path(1).has("caption")).isFalse();
    assertThat(results.path(1).has("image_url")).isTrue();
  }

  @Test
  void p15ARepeatedRequestIsTheSameBatch() {
    CampaignClient keyed = client.with("Idempotency-Key", "once-" + campaign);

    Answer first = keyed.post(generate, CampaignClient.posts(3));
    Answer second = keyed.post(generate, CampaignClient.posts(3));
    Answer other = keyed.post(generate, CampaignClient.posts(4));

    assertThat(second.raw().body()).isEqualTo(first.raw().body());
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(other.status()).isEqualTo(422);
    assertThat(client.get("/api/campaigns/" + campaign + "/batches").body().size()).isEqualTo(1);
  }

  @Test
  void aWaitingRequestMayBeRepeatedToo() {
    CampaignClient keyed = client.with("Idempotency-Key", "wait-" + campaign);

    Answer first = keyed.post(generate + "?wait=true", CampaignClient.posts(2));
    Answer second = keyed.post(generate + "?wait=true", CampaignClient.posts(2));

    assertThat(first.status()).isEqualTo(200);
    assertThat(second.raw().body()).isEqualTo(first.raw().body());
  }

  @Test
  void a17AnotherUserSeesNothingOfABatch() {
    String id = client.start(campaign, 1);
    String post =
        client.get("/api/batch-jobs/" + id + "/posts").body().path(0).path("id").asString();
    CampaignClient other = CampaignClient.newUser(port);

    for (String path :
        List.of(
            "/api/batch-jobs/" + id + "/status",
            "/api/batch-jobs/" + id + "/results",
            "/api/batch-jobs/" + id + "/posts",
            "/api/batch-jobs/" + id + "/stream",
            "/api/campaigns/" + campaign + "/posts",
            "/api/campaign-posts/" + post,
            "/api/campaign-posts/" + post + "/versions")) {
      assertThat(other.get(path).status()).as(path).isEqualTo(404);
    }
    assertThat(other.post(generate, CampaignClient.posts(1)).status()).isEqualTo(404);
    assertThat(other.post("/api/batch-jobs/" + id + "/cancel").status()).isEqualTo(404);
    assertThat(other.post("/api/batch-jobs/" + id + "/retry-failed").status()).isEqualTo(404);
    assertThat(other.get("/api/campaigns/" + campaign + "/batches").body().size()).isZero();
    assertThat(other.get("/api/batch-jobs/nothing/status").text("detail"))
        .isEqualTo("Batch job not found");
  }

  @Test
  void a1WithoutATokenNothingIsToBeHad() {
    CampaignClient nobody = client.anonymous();
    for (String path :
        List.of(
            "/api/campaigns/",
            "/api/campaigns",
            "/api/campaigns/" + campaign,
            "/api/campaigns/" + campaign + "/batches",
            "/api/batch-jobs/x/status")) {
      Answer refused = nobody.get(path);
      assertThat(refused.status()).as(path).isEqualTo(401);
      assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
    }
    assertThat(nobody.post("/api/campaigns/", Map.of()).status()).isEqualTo(401);
  }
}
