package dev.atelier.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.campaigns.CampaignClient.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Texts that other programs take for commands: here they stay texts, in every field. */
@IntegrationTest
class HostileTextTests {

  private static final List<String> COMMANDS =
      List.of(
          "drop table campaigns.campaigns",
          "select pg_sleep(9)",
          "update identity.users set password_hash = ''",
          "copy campaigns.campaigns to program 'id'",
          "sleep 9",
          "cat /etc/passwd",
          "jndi:ldap://127.0.0.1:1/x",
          "7*7",
          "T(java.lang.Runtime).getRuntime().exec('id')",
          "*)(uid=*))(|(uid=*",
          "$where: '1 == 1'",
          "alert(1)");

  private static final List<String> FORMS =
      List.of(
          "%s",
          "'; %s; --",
          "' or 1=1; %s /*",
          "\"; %s --",
          "') union %s --",
          "'||(%s)||'",
          "$$; %s; $$",
          "\\'; %s #",
          ":name %s ?",
          "${%s}",
          "#{%s}",
          "{{%s}}",
          "<%%= %s %%>",
          "$(%s)",
          "`%s`",
          "| %s &",
          "<script>%s</script>");

  @LocalServerPort int port;

  static Stream<String> payloads() {
    return Stream.concat(
        COMMANDS.stream().flatMap(command -> FORMS.stream().map(form -> form.formatted(command))),
        Stream.of("%s%n%1$s", "\u202egnp.exe", "\uFEFFx", "a\tb\nc", "’ or ’1’=’1", "\\u0027--"));
  }

  @Test
  void h12_textIsKeptToTheLetterInEveryField() {
    CampaignClient client = CampaignClient.newUser(port);
    List<String> payloads = payloads().toList();
    assertThat(payloads).hasSizeGreaterThan(200);
    String campaign = "";
    for (String text : payloads) {
      Map<String, Object> form = new HashMap<>();
      for (String field : List.of("name", "brand_name", "description", "target_audience")) {
        form.put(field, text);
      }
      form.put("tone_id", text.substring(0, Math.min(20, text.length())));

      Answer made = client.post("/api/campaigns/", form);

      assertThat(made.status()).as(text).isEqualTo(201);
      campaign = made.text("id");
      JsonNode read = client.get("/api/campaigns/" + campaign).body();
      form.forEach((field, sent) -> assertThat(read.path(field).asString()).isEqualTo(sent));
    }
    String batch = batch(client, campaign, payloads);
    List<String> kept = new ArrayList<>();
    for (int after = 0; after < payloads.size(); after += 100) {
      JsonNode posts = client.get("/api/batch-jobs/" + batch + "/posts?after=" + after).body();
      for (JsonNode post : posts) {
        kept.add(post.path("topic").asString());
        for (String field : List.of("brand_name", "brief", "target_audience")) {
          assertThat(post.path(field).asString()).isEqualTo(kept.getLast());
        }
      }
    }
    assertThat(kept).isEqualTo(payloads);
  }

  /** A batch of posts that are nothing else; it is not to be made. */
  private static String batch(CampaignClient client, String campaign, List<String> payloads) {
    List<Map<String, Object>> posts =
        payloads.stream()
            .<Map<String, Object>>map(text ->
                Map.of(
                    "brand_name",
                    text,
                    "topic",
                    text,
                    "tone",
                    text.substring(0, Math.min(20, text.length())),
                    "brief",
                    text,
                    "target_audience",
                    text,
                    "generate_image",
                    false))
            .toList();
    Answer started =
        client.post(
            "/api/campaigns/" + campaign + "/generate-batch",
            Map.of("name", payloads.getFirst(), "posts", posts));
    assertThat(started.status()).as(started.body().toString()).isEqualTo(202);
    String id = started.body().path("batch_job").path("id").asString();
    client.post("/api/batch-jobs/" + id + "/cancel");
    return id;
  }
}
