package dev.atelier.posters;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.atelier.IntegrationTest;
import dev.atelier.posters.PosterClient.Answer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Posters of people who are named by username or id alone. */
@IntegrationTest
class NamedPeopleTests {

  private static final WireMockServer TOPMATE = start();

  @LocalServerPort int port;
  private PosterClient client;

  private static WireMockServer start() {
    var server =
        new WireMockServer(WireMockConfiguration.options().dynamicPort().globalTemplating(true));
    server.start();
    return server;
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("atelier.topmate.api-url", TOPMATE::baseUrl);
  }

  @AfterAll
  static void stop() {
    TOPMATE.stop();
  }

  @BeforeEach
  void connect() {
    client = new PosterClient(port);
    TOPMATE.resetAll();
    TOPMATE.stubFor(
        get(urlPathEqualTo("/fetchByUsername/"))
            .willReturn(
                okJson(
                    """
                    {"user_id": 4711, "username": "{{request.query.username}}",
                     "display_name": "Name of {{request.query.username}}", "city": "Pune",
                     "services": [{"title": "Call"}]}
                    """)));
    TOPMATE.stubFor(
        get(urlPathMatching("/api/users/[0-9]+"))
            .willReturn(
                okJson(
                    """
                    {"id": {{request.pathSegments.[2]}},
                     "username": "by{{request.pathSegments.[2]}}", "name": "Number"}
                    """)));
    TOPMATE.stubFor(get(urlPathEqualTo("/api/users/404")).willReturn(aResponse().withStatus(404)));
  }

  private static Map<String, Object> bulk(String identifiers) {
    Map<String, Object> request = new HashMap<>();
    request.put("bulkMethod", "html");
    request.put("posterName", "speakers");
    request.put("size", "custom");
    request.put("customWidth", 200);
    request.put("customHeight", 200);
    request.put("htmlTemplate", "<p>{display_name} {city} {services_0_title}</p>");
    request.put("userIdentifiers", identifiers);
    request.put("skipOverlays", true);
    return request;
  }

  private String ended(Answer started) {
    assertThat(started.status()).as(started.body().toString()).isEqualTo(200);
    String id = started.body().path("jobId").asString();
    client.awaitEnd(id);
    return id;
  }

  @Test
  void t5EachDistinctNameAndIdIsLookedUpOnceAndUsernamesComeFirst() {
    String id =
        ended(client.postJson("/api/generate-bulk", bulk("42, phase\r\nzoe,,PHASE\n042, 404\n")));

    JsonNode results = client.get("/api/batch/jobs/" + id + "/results").body();
    assertThat(results.path("results").findValuesAsString("username"))
        .containsExactly("phase", "zoe", "PHASE", "by42", "by42", "404");
    assertThat(results.path("results").findValuesAsString("display_name"))
        .startsWith("Name of phase", "Name of zoe", "Name of phase", "Number", "Number");
    assertThat(results.path("failureCount").asInt()).isEqualTo(1);
    TOPMATE.verify(2, getRequestedFor(urlPathEqualTo("/fetchByUsername/")));
    TOPMATE.verify(1, getRequestedFor(urlPathEqualTo("/api/users/42")));
    JsonNode bulk = client.get("/api/generate-bulk/" + id + "/results").body();
    assertThat(bulk.path("results").findValuesAsString("userId"))
        .containsExactly("phase", "zoe", "PHASE", "42", "42");
    JsonNode run = client.get("/api/posters/runs/" + id).body();
    assertThat(run.path("warnings").findValuesAsString("code")).contains("duplicate_usernames");
  }

  @Test
  void t9AMissingProfileFailsItsRowAloneAndIsCountedAsMissing() {
    String id = ended(client.postJson("/api/generate-bulk", bulk("404,7,00,99999999999999999999")));

    JsonNode failed =
        client.get("/api/posters/runs/" + id + "/posters?state=failed").body().path("posters");
    assertThat(failed.findValuesAsString("code"))
        .containsExactly("profile_not_found", "invalid_user_id", "invalid_user_id");
    JsonNode save = client.get("/api/batch/jobs/" + id + "/posters-for-save").body();
    assertThat(save.path("totalMissingUserId").asInt()).isEqualTo(1);
    assertThat(save.path("posters").findValuesAsString("userId")).containsExactly("7");
    assertThat(save.path("posters").findValuesAsString("username")).containsExactly("by7");
    assertThat(
            client.get("/api/batch/jobs/" + id + "/logs?level=ERROR").body().path("count").asInt())
        .isEqualTo(3);
  }

  @Test
  void t6EveryFieldOfTheProfileFillsItsPlaceholder() {
    String id = ended(client.postJson("/api/generate-bulk", bulk("phase,42")));

    JsonNode posters = client.get("/api/posters/runs/" + id + "/posters").body().path("posters");
    assertThat(posters.path(0).path("warnings")).isEmpty();
    assertThat(posters.path(1).path("warnings").findValuesAsString("message"))
        .containsExactly(
            "The profile has no field {city}", "The profile has no field {services_0_title}");
  }

  @Test
  void theOlderJobStartAnswersAsItsClientsKnow() {
    Map<String, Object> request = new HashMap<>();
    request.put("campaignName", "autumn");
    request.put("userIdentifiers", "phase\n42");
    request.put("htmlTemplate", "<p>{display_name}</p>");
    request.put("posterSize", "postcard");
    request.put("skipOverlays", true);
    request.put("metadata", Map.of("asked_by", "ada"));

    Answer started = client.postJson("/api/batch/jobs", request);

    assertThat(started.body().propertyNames())
        .containsExactlyInAnyOrder(
            "success", "jobId", "status", "totalItems", "campaignName", "createdAt", "sseEndpoint");
    String id = ended(started);
    assertThat(client.get("/api/posters/runs/" + id).body().path("width").asInt()).isEqualTo(1080);
    JsonNode job = client.get("/api/batch/jobs?limit=1").body().path("jobs").path(0);
    assertThat(job.path("job_id").asString()).isEqualTo(id);
    assertThat(job.path("model").asString()).isEqualTo("flash");
    assertThat(job.path("template_html").isNull()).isTrue();
    assertThat(job.path("metadata").asString())
        .contains("\"asked_by\":\"ada\"", "\"bulk_method\":\"html\"", "\"width\":1080");
  }

  @ParameterizedTest
  @CsvSource({
    "generate-bulk, userIdentifiers, ' , ', 400",
    "generate-bulk, userIdentifiers, , 400",
    "generate-bulk, htmlTemplate, , 400",
    "generate-bulk, skipOverlays, maybe, 422",
    "generate-bulk, topmateLogo, file:///etc/passwd, 422",
    "generate-bulk, model, ultra, 422",
    "batch/jobs, userIdentifiers, ' , ', 400",
    "batch/jobs, userIdentifiers, , 422",
    "batch/jobs, campaignName, , 422",
    "batch/jobs, htmlTemplate, , 422",
    "batch/jobs, metadata, text, 422",
  })
  void badRequestsAreRefusedWithAReason(String route, String field, String value, int status) {
    Map<String, Object> request = bulk("phase");
    request.put("campaignName", "autumn");
    request.put(field, value);

    Answer answer = client.postJson("/api/" + route, request);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.body().path("detail").asString()).isNotEmpty();
    if (" , ".equals(value)) {
      assertThat(answer.body().path("detail").asString())
          .isEqualTo("No valid user identifiers provided");
    }
  }

  @Test
  void theStudiosOwnFormTakesUsernamesAndIdsToo() {
    Map<String, String> form = PosterClient.smallRun("<p>{display_name}{bio}</p>");
    form.put("identifiers", "phase\n42");

    Answer preview = client.postForm("/api/posters/preview", form);
    assertThat(preview.status()).as(preview.body().toString()).isEqualTo(200);
    assertThat(preview.body().path("posters").findValuesAsString("username"))
        .containsExactly("phase", "42");
    Answer started = client.postForm("/api/posters/runs", form);
    assertThat(started.status()).as(started.body().toString()).isEqualTo(202);
    JsonNode run = client.awaitEnd(started.body().path("id").asString());
    assertThat(run.path("succeeded").asInt()).isEqualTo(2);

    form.put("identifiers", " ");
    assertThat(client.postForm("/api/posters/runs", form).body().path("error").asString())
        .isEqualTo("missing_identifiers");
  }

  @Test
  void aNulInAProfileDoesNotFailTheRow() {
    TOPMATE.stubFor(
        get(urlPathEqualTo("/fetchByUsername/"))
            .willReturn(
                okJson(
                    "{\"user_id\": 3, \"username\": \"zoe\", \"display_name\": \"Zoe\", \"bio\": \"a\\u0000b\"}")));

    String id = ended(client.postJson("/api/generate-bulk", bulk("zoe")));

    assertThat(client.get("/api/posters/runs/" + id).body().path("succeeded").asInt()).isEqualTo(1);
  }
}
