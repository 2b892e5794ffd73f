package dev.atelier.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.campaigns.CampaignClient.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class KeepCampaignsTests {

  @LocalServerPort int port;
  private CampaignClient client;

  @BeforeEach
  void connect() {
    client = CampaignClient.newUser(port);
  }

  private static Map<String, Object> summer() {
    Map<String, Object> form = new HashMap<>();
    form.put("name", "Summer Collection 2025");
    form.put("description", "Promotional campaign for summer line");
    form.put("brand_name", "FashionBrand");
    form.put("target_audience", "Young adults 18-30");
    form.put("tone_id", "enthusiastic");
    return form;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/campaigns/", "/api/campaigns"})
  void aCampaignIsMadeAsTheSpecShows(String path) {
    Map<String, Object> form = summer();
    form.put("status", "published");
    form.put("user_id", "00000000-0000-0000-0000-000000000000");

    Answer made = client.post(path, form);

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().propertyNames())
        .containsExactly(
            "name",
            "description",
            "brand_name",
            "target_audience",
            "tone_id",
            "id",
            "user_id",
            "status",
            "created_at",
            "updated_at");
    assertThat(made.text("status")).isEqualTo("draft");
    assertThat(made.text("user_id")).isNotEqualTo("00000000-0000-0000-0000-000000000000");
    assertThat(made.text("created_at"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    assertThat(client.get("/api/campaigns/" + made.text("id")).body()).isEqualTo(made.body());
    assertThat(client.get("/api/campaigns/" + made.text("id") + "/").body()).isEqualTo(made.body());
  }

  @Test
  void campaignsComeNewestFirstAndPagesDoNotOverlap() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.addFirst(client.campaign());
    }

    List<String> listed = new ArrayList<>();
    for (int skip = 0; skip < 9; skip += 3) {
      client
          .get("/api/campaigns/?limit=3&skip=" + skip)
          .body()
          .forEach(campaign -> listed.add(campaign.path("id").asString()));
    }

    assertThat(listed).isEqualTo(made);
  }

  @Test
  void aChangeTouchesOnlyWhatItNames() {
    Answer made = client.post("/api/campaigns/", summer());
    String path = "/api/campaigns/" + made.text("id");

    Map<String, Object> change = new HashMap<>();
    change.put("name", "Autumn");
    change.put("description", null);
    change.put("status", "active");
    Answer changed = client.put(path, change);
    Answer again = client.put(path, Map.of("name", "Autumn"));

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("name")).isEqualTo("Autumn");
    assertThat(changed.text("description")).isEqualTo("Promotional campaign for summer line");
    assertThat(changed.text("status")).isEqualTo("active");
    assertThat(changed.text("updated_at")).isGreaterThan(made.text("updated_at"));
    assertThat(again.body()).isEqualTo(changed.body());
  }

  @Test
  void c8ADeletedCampaignIsGone() {
    String id = client.campaign();
    String path = "/api/campaigns/" + id;

    assertThat(client.delete(path).status()).isEqualTo(204);

    assertThat(client.delete(path).status()).isEqualTo(204);
    assertThat(client.get(path).status()).isEqualTo(404);
    assertThat(client.put(path, Map.of("status", "draft")).status()).isEqualTo(404);
    assertThat(client.get("/api/campaigns/").body().size()).isZero();
  }

  @Test
  void aStatusOfDeletedDeletes() {
    String path = "/api/campaigns/" + client.campaign();

    assertThat(client.put(path, Map.of("status", "deleted")).text("status")).isEqualTo("deleted");

    assertThat(client.get(path).status()).isEqualTo(404);
  }

  @Test
  void a17WhatBelongsToAnotherAnswersAsWhatDoesNotExist() {
    String id = client.campaign();
    CampaignClient other = CampaignClient.newUser(port);
    String unknown = "/api/campaigns/11111111-2222-4333-8444-555555555555";
    String foreign = "/api/campaigns/" + id;

    for (String path : List.of(unknown, foreign)) {
      assertThat(other.get(path).status()).isEqualTo(404);
      assertThat(other.put(path, Map.of("name", "mine")).status()).isEqualTo(404);
      assertThat(other.delete(path).status()).isEqualTo(404);
    }
    assertThat(other.get("/api/campaigns/").body().size()).isZero();
    assertThat(client.get(foreign).text("name")).isEqualTo("Summer");
  }

  static Stream<Arguments> badForms() {
    return Stream.of(
        Arguments.of("name", null),
        Arguments.of("name", "  "),
        Arguments.of("name", "n".repeat(256)),
        Arguments.of("brand_name", null),
        Arguments.of("brand_name", ""),
        Arguments.of("brand_name", "b".repeat(256)),
        Arguments.of("description", "d".repeat(4_001)),
        Arguments.of("target_audience", "a".repeat(4_001)),
        Arguments.of("tone_id", "t".repeat(21)),
        Arguments.of("name", "a\u0000b"),
        Arguments.of("name", List.of("x")));
  }

  @ParameterizedTest
  @MethodSource("badForms")
  void c4AFieldThatCannotBeKeptIsNamed(String field, @Nullable Object value) {
    Map<String, Object> form = summer();
    form.put(field, value);

    Answer refused = client.post("/api/campaigns/", form);

    assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
    assertThat(refused.body().path("errors").path(0).path("field").asString()).isEqualTo(field);
    assertThat(client.get("/api/campaigns/").body().size()).isZero();
  }

  @Test
  void h4HalfOfASurrogatePairIsNoText() {
    Answer refused =
        client.send(
            "POST",
            "/api/campaigns/",
            "application/json",
            """
            {"name": "half \\ud83d", "brand_name": "b"}
            """);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("detail")).startsWith("name");
  }

  @Test
  void aChangeIsHeldToTheSame() {
    String path = "/api/campaigns/" + client.campaign();

    for (Map<String, String> change :
        List.of(
            Map.of("name", " "),
            Map.of("status", "s".repeat(21)),
            Map.of("brand_name", "b".repeat(256)))) {
      Answer refused = client.put(path, change);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.text("detail")).startsWith(change.keySet().iterator().next());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=1000000000",
        "limit=0",
        "limit=-1",
        "limit=1.5",
        "limit=abc",
        "limit=9223372036854775808",
        "skip=-1",
        "skip=1000000000000",
        "skip=100001"
      })
  void h1APageThatCannotBeIsRefusedWithItsName(String query) {
    Answer refused = client.get("/api/campaigns/?" + query);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("detail")).startsWith(query.substring(0, query.indexOf('=')));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "not-a-uuid", "%00", "%F0%9F%98%80"})
  void h11AnIdThatIsNoneIsRefused(String id) {
    assertThat(client.get("/api/campaigns/" + id).status()).isIn(400, 404, 422);
    assertThat(client.delete("/api/campaigns/" + id).status()).isIn(400, 404, 422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; drop table campaigns.campaigns; --",
        "${jndi:ldap://127.0.0.1/x}",
        "{{7*7}}",
        "$(sleep 9)",
        "</prompt><script>alert(1)</script>",
        "tab\tnewline\nbell\u0007"
      })
  void h12TextIsKeptToTheLetter(String text) {
    Map<String, Object> form = summer();
    form.put("name", text);
    form.put("description", text);

    Answer made = client.post("/api/campaigns/", form);

    assertThat(made.text("name")).isEqualTo(text);
    JsonNode read = client.get("/api/campaigns/" + made.text("id")).body();
    assertThat(read.path("description").asString()).isEqualTo(text);
  }

  @Test
  void h4AndH5ABodyThatIsNotJsonIsRefused() {
    assertThat(client.send("POST", "/api/campaigns/", "application/json", "{").status())
        .isEqualTo(400);
    assertThat(
            client
                .send("POST", "/api/campaigns/", "application/json", "{\"name\":1,\"name\":2}")
                .status())
        .isEqualTo(400);
    assertThat(client.send("POST", "/api/campaigns/", "text/plain", "{}").status()).isEqualTo(415);
  }

  @Test
  void h6OtherMethodsAreRefusedWithThoseThatAreAllowed() {
    Answer refused = client.send("PATCH", "/api/campaigns/", "application/json", "{}");

    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.header("Allow")).contains("GET").contains("POST");
  }

  @Test
  void theTonesComeWithTheirHints() {
    JsonNode tones = client.get("/api/content-tones").body();

    assertThat(tones.findValuesAsString("id"))
        .containsExactly("friendly", "casual", "modern", "professional", "humorous");
    assertThat(tones.findValuesAsString("prompt_modifier")).allMatch(hint -> hint.length() > 20);
  }
}
