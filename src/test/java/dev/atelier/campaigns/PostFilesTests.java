package dev.atelier.campaigns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.campaigns.CampaignClient.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class PostFilesTests {

  @LocalServerPort int port;
  private CampaignClient client;
  private String campaign = "";

  @BeforeEach
  void connect() {
    client = CampaignClient.newUser(port);
    campaign =
        "/api/campaigns/"
            + client
                .post(
                    "/api/campaigns/",
                    Map.of("name", "Summer", "brand_name", "FashionBrand", "tone_id", "modern"))
                .text("id");
  }

  @Test
  void aFileIsReadWithTheErrorsOfItsRowsAndNothingStarts() {
    String csv =
        """
        Title;Brief;Tone;Generate Image
        Hats;"Warm; and
        woolly";humorous;no
        Scarves;;;
        %s;Too long a title;;
        Gloves;Three cells only
        """
            .formatted("t".repeat(501));

    Answer read = client.upload(campaign + "/import", "posts.csv", csv.getBytes(UTF_8));

    assertThat(read.status()).as(read.body().toString()).isEqualTo(200);
    assertThat(read.body().path("total").asInt()).isEqualTo(4);
    JsonNode posts = read.body().path("posts");
    assertThat(posts.findValuesAsString("topic")).containsExactly("Hats", "Scarves");
    assertThat(posts.path(0).path("brief").asString()).isEqualTo("Warm; and\nwoolly");
    assertThat(posts.path(0).path("generate_image").asBoolean()).isFalse();
    assertThat(posts.path(1).path("tone").asString()).isEqualTo("modern");
    assertThat(posts.path(1).path("brand_name").asString()).isEqualTo("FashionBrand");
    JsonNode errors = read.body().path("errors");
    assertThat(errors.path(0).path("row").asInt()).isEqualTo(3);
    assertThat(errors.path(0).path("line").asInt()).isEqualTo(5);
    assertThat(errors.path(0).path("field").asString()).isEqualTo("topic");
    assertThat(errors.path(1).path("field").asString()).isEqualTo("row");
    assertThat(client.get(campaign + "/batches").body().size()).isZero();
  }

  @Test
  void aBatchOfAFileFailsTheRowsThatAreNoPostsAndMakesTheOthers() {
    String csv = "topic,tone\nHats,casual\nScarves,%s\nGloves,\n".formatted("x".repeat(101));

    Answer answer =
        client.upload(campaign + "/generate-batch?wait=true", "posts.csv", csv.getBytes(UTF_8));

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    JsonNode result = answer.body().path("result");
    assertThat(result.path("completed_posts").asInt()).isEqualTo(2);
    assertThat(result.path("failed_posts").asInt()).isEqualTo(1);
    assertThat(result.path("results").path(1).path("error").asString())
        .startsWith("Line 3: tone must have at most 100 characters");
  }

  @Test
  void jsonIsReadAsABatchHasIt() {
    String json = "[{\"topic\":\"Hats\"},{\"topic\":\"a\\u0000b\"},null]";

    JsonNode read = client.upload(campaign + "/import", "posts.json", json.getBytes(UTF_8)).body();

    assertThat(read.path("posts").findValuesAsString("topic")).containsExactly("Hats");
    assertThat(read.path("errors").findValuesAsString("field")).containsExactly("topic", "row");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "name,other\na,b\n",
        "topic\n",
        "topic,topic\na,b\n",
        "topic\n\"open",
        "{",
        "[]",
        "{\"posts\":1}",
        "[1]",
        "topic\na\u0000b\n"
      })
  void t2AFileThatCannotBeReadIsRefused(String file) {
    Answer refused = client.upload(campaign + "/import", "posts.csv", file.getBytes(UTF_8));

    assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
  }

  @Test
  void aFileOfTooManyPostsIsRefused() {
    String csv = "topic\n" + "Hats\n".repeat(10_001);

    assertThat(client.upload(campaign + "/import", "posts.csv", csv.getBytes(UTF_8)).status())
        .isEqualTo(413);
  }

  @Test
  void t10AnExportHoldsNoFormulas() {
    List<Map<String, String>> posts =
        List.of(
            Map.of("brand_name", "=1+1", "tone", "modern", "topic", "@SUM(A1)"),
            Map.of("brand_name", "Plain", "tone", "modern", "topic", "Hats, \"warm\""));
    JsonNode result =
        client
            .post(campaign + "/generate-batch?wait=true", Map.of("posts", posts))
            .body()
            .path("result");

    Answer csv =
        client.get("/api/batch-jobs/" + result.path("batch_id").asString() + "/export?format=csv");

    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.header("Content-Disposition")).contains("attachment");
    String text = new String(csv.raw().body(), UTF_8);
    assertThat(text).startsWith("\uFEFFposition,").contains(",'=1+1,'@SUM(A1),");
    assertThat(text).contains("\"Hats, \"\"warm\"\"\"");
  }

  @Test
  void whatWasExportedAsJsonCanBeImportedAgain() {
    client.post(campaign + "/generate-batch?wait=true", CampaignClient.posts(3));

    Answer exported = client.get(campaign + "/export?format=json");
    Answer read = client.upload(campaign + "/import", "posts.json", exported.raw().body());

    assertThat(exported.body().size()).isEqualTo(3);
    assertThat(read.body().path("posts").findValuesAsString("topic"))
        .containsExactly("Topic 1", "Topic 2", "Topic 3");
    assertThat(client.get(campaign + "/export?format=xml").status()).isEqualTo(422);
  }

  @Test
  void aFormWithoutAFileIsRefused() {
    assertThat(client.upload(campaign + "/import", null, new byte[0]).text("detail"))
        .isEqualTo("Choose a CSV or JSON file");
  }
}
