package dev.atelier.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.campaigns.CampaignClient.Answer;
import dev.atelier.campaigns.ScriptedModels.Script;
import dev.atelier.providers.ProviderException;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

@IntegrationTest
@Import({ScriptedModels.class, FlakyMedia.class})
class RegenerateTests {

  @LocalServerPort int port;
  @Autowired Script script;
  private CampaignClient client;
  private String batch = "";
  private String post = "";

  @BeforeEach
  void makeAPost() {
    script.reset();
    client = CampaignClient.newUser(port);
    String generate = "/api/campaigns/" + client.campaign() + "/generate-batch";
    JsonNode result =
        client.post(generate + "?wait=true", CampaignClient.posts(1)).body().path("result");
    batch = result.path("batch_id").asString();
    post = "/api/campaign-posts/" + result.path("results").path(0).path("post_id").asString();
  }

  @Test
  void aCaptionIsMadeAnewAloneAndTheOldOneIsKept() {
    JsonNode before = client.get(post).body();
    script.writer = request -> "Fresh words";

    Answer accepted = client.post(post + "/regenerate", Map.of("part", "caption"));

    assertThat(accepted.status()).isEqualTo(202);
    JsonNode after = awaitRegenerated();
    assertThat(after.path("generated_caption").asString()).isEqualTo("Fresh words");
    assertThat(after.path("generated_image_url")).isEqualTo(before.path("generated_image_url"));
    assertThat(script.images).hasSize(1);
    JsonNode versions = client.get(post + "/versions").body();
    assertThat(versions.size()).isEqualTo(3);
    assertThat(versions.path(0).path("version").asInt()).isEqualTo(2);
    assertThat(versions.path(0).path("caption").asString()).isEqualTo("Fresh words");
    assertThat(versions.path(1).path("caption")).isEqualTo(before.path("generated_caption"));
    assertThat(versions.path(1).path("model").asString()).isEqualTo("gpt-4o-mini");
    assertThat(versions.path(1).path("cost_usd").decimalValue()).isPositive();
    assertThat(versions.path(1).path("prompt").path("data").path("topic").asString())
        .isEqualTo("Topic 1");
    assertThat(versions.path(2).path("part").asString()).isEqualTo("image");
  }

  @Test
  void anEarlierVersionCanBeThePostsAgain() {
    String before = client.get(post).text("generated_caption");
    script.writer = request -> "Fresh words";
    client.post(post + "/regenerate", Map.of("part", "caption"));
    awaitRegenerated();

    int calls = script.texts.size();
    Answer restored = client.post(post + "/restore", Map.of("part", "caption", "version", 1));

    assertThat(restored.text("generated_caption")).isEqualTo(before);
    assertThat(client.get(post).text("generated_caption")).isEqualTo(before);
    assertThat(script.texts).hasSize(calls);
    assertThat(client.post(post + "/restore", Map.of("part", "image", "version", 9)).status())
        .isEqualTo(404);
  }

  @Test
  void versionsTellWhoMadeThemAndWhoTookThemBack() {
    script.writer = request -> "Fresh words";
    client.post(post + "/regenerate", Map.of("part", "caption"));
    awaitRegenerated();
    double cost = client.get(post).body().path("cost_usd").asDouble();

    client.post(post + "/restore", Map.of("part", "caption", "version", 1));
    client.post(post + "/restore", Map.of("part", "caption", "version", 1));

    String me = client.get("/api/auth/me").text("username");
    JsonNode versions = client.get(post + "/versions").body();
    assertThat(versions.findValuesAsString("created_by")).containsExactly(me, me, me);
    assertThat(versions.findValuesAsString("current")).containsExactly("false", "true", "true");
    assertThat(versions.path(0).path("restored").size()).isZero();
    assertThat(versions.path(1).path("restored").size()).as("restored once").isEqualTo(1);
    assertThat(versions.path(1).path("restored").path(0).path("by").asString()).isEqualTo(me);
    assertThat(versions.path(1).path("restored").path(0).path("at").asString()).isNotEmpty();
    assertThat(client.get(post).body().path("cost_usd").asDouble()).isEqualTo(cost);
  }

  @Test
  void nobodyElseSeesOrRestoresVersions() {
    CampaignClient other = CampaignClient.newUser(port);

    assertThat(other.get(post + "/versions").status()).isEqualTo(404);
    assertThat(
            other.post(post + "/restore", Map.of("part", "caption", "version", 1)).text("detail"))
        .isEqualTo("Post not found");
  }

  @Test
  void aCancelThatCameTooLateKeepsNoPostFromBeingMadeAnew() {
    assertThat(client.post("/api/batch-jobs/" + batch + "/cancel").status()).isEqualTo(400);
    script.writer = request -> "Fresh words";

    client.post(post + "/regenerate", Map.of("part", "caption"));

    assertThat(awaitRegenerated().path("generated_caption").asString()).isEqualTo("Fresh words");
  }

  @Test
  void whatCannotBeMadeAnewLeavesThePostAsItWas() {
    String before = client.get(post).text("generated_image_url");
    script.painter =
        request -> {
          throw ProviderException.rejected("content_refused", "Against the rules");
        };

    client.post(post + "/regenerate", Map.of("part", "image"));

    JsonNode after = awaitRegenerated();
    assertThat(after.path("generated_image_url").asString()).isEqualTo(before);
    assertThat(after.path("status").asString()).isEqualTo("completed");
    assertThat(after.path("regenerate_error").asString()).contains("Against the rules");
  }

  @Test
  void aFailedPostIsCompletedByMakingItsMissingHalf() {
    script.painter =
        request -> {
          throw ProviderException.rejected("content_refused", "Against the rules");
        };
    String generate = "/api/campaigns/" + client.get(post).text("campaign_id") + "/generate-batch";
    JsonNode failed =
        client
            .post(generate + "?wait=true", CampaignClient.posts(1, "Other"))
            .body()
            .path("result");
    script.painter = new Script().painter;
    post = "/api/campaign-posts/" + failed.path("results").path(0).path("post_id").asString();

    client.post(post + "/regenerate", Map.of("part", "image"));

    assertThat(awaitRegenerated().path("status").asString()).isEqualTo("completed");
    JsonNode status =
        client.get("/api/batch-jobs/" + failed.path("batch_id").asString() + "/status").body();
    assertThat(status.path("status").asString()).isEqualTo("completed");
    assertThat(status.path("progress").path("completed_posts").asInt()).isEqualTo(1);
    assertThat(status.path("progress").path("failed_posts").asInt()).isZero();
  }

  @Test
  void badRequestsAreRefusedWithTheFieldsName() {
    assertThat(client.post(post + "/regenerate", Map.of()).text("detail")).startsWith("part");
    assertThat(client.post(post + "/regenerate", Map.of("part", "video")).status()).isEqualTo(422);
    assertThat(client.post(post + "/restore", Map.of("part", "image")).text("detail"))
        .startsWith("version");
    assertThat(client.post("/api/campaign-posts/x/regenerate", Map.of("part", "image")).status())
        .isEqualTo(404);
    assertThat(client.post("/api/batch-jobs/" + batch + "/retry-failed").status()).isEqualTo(409);
  }

  private JsonNode awaitRegenerated() {
    return Awaitility.await()
        .until(() -> client.get(post).body(), found -> !found.path("regenerating").asBoolean());
  }
}
