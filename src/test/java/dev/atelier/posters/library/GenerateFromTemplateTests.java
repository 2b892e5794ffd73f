package dev.atelier.posters.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.posters.library.LibraryClient.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class GenerateFromTemplateTests {

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  private LibraryClient client;
  private final String section = "g-" + UUID.randomUUID();

  @BeforeEach
  void connect() {
    client = new LibraryClient(port);
  }

  @Test
  void aTemplateWithoutNamesIsNoRunOfPeopleByIdentifiers() {
    client.postJson(
        "/api/templates/upload",
        Map.of(
            "section",
            section,
            "name",
            "Plain",
            "html_content",
            "<h1>Hello</h1>",
            "set_as_active",
            true,
            "width",
            300,
            "height",
            150));

    String id =
        client
            .postJson(
                "/api/templates/generate",
                Map.of("template_id", section + "_latest", "custom_data", Map.of()))
            .body()
            .path("job_id")
            .asString();

    JsonNode job =
        client.get("/api/batch/jobs?limit=100").body().path("jobs").values().stream()
            .filter(row -> row.path("job_id").asString().equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(job.path("metadata").asString()).contains("\"bulk_method\":\"csv\"");
  }

  @Test
  void theActiveVersionIsFilledWithNestedDataAndNobodyIsLookedUp() {
    client.postJson(
        "/api/templates/upload",
        Map.of(
            "section",
            section,
            "name",
            "Event",
            "html_content",
            "<body style='margin:0;background:{event.colour}'>{username} {event.city} {event_city}",
            "set_as_active",
            true,
            "width",
            300,
            "height",
            150));

    Answer started =
        client.postJson(
            "/api/templates/generate",
            Map.of(
                "template_id", section + "_latest",
                "custom_data", Map.of("username", "ada", "event", Map.of("colour", "#00ff00")),
                "metadata", Map.of("campaign", "autumn")));

    assertThat(started.status()).as(started.body().toString()).isEqualTo(200);
    assertThat(started.body().path("version").asInt()).isEqualTo(1);
    assertThat(started.body().path("missing").toString())
        .isEqualTo("[\"event.city\",\"event_city\"]");
    String id = started.body().path("job_id").asString();
    JsonNode job =
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> client.get("/api/templates/job/" + id).body().path("job"),
                found -> !found.path("completed_at").isNull());
    assertThat(job.path("status").asString()).isEqualTo("completed");
    assertThat(job.path("url")).isEqualTo(job.path("poster_url"));
    Picture picture = Picture.of(client.get(job.path("url").asString()).raw().body());
    assertThat(picture.image().getWidth()).isEqualTo(300);
    assertThat(picture.at(250, 120)).isEqualTo("#00ff00");
    assertThat(
            jdbc.sql("select count(*) from posters.profile where run_id = ?")
                .param(id)
                .query(Integer.class)
                .single())
        .isZero();
    Answer stream = client.get(started.body().path("sse_endpoint").asString());
    assertThat(new String(stream.raw().body(), StandardCharsets.UTF_8))
        .contains("event: poster_completed")
        .contains("event: job_completed");
  }

  @Test
  void aSectionWithoutAnActiveVersionAndUnknownOnesAreNotFound() {
    client.upload(section, "N", "<p>{bio}</p>", false);

    for (String id :
        List.of(section + "_latest", "none_latest", "abc", UUID.randomUUID().toString())) {
      assertThat(generate(Map.of("template_id", id, "custom_data", Map.of())).status())
          .isEqualTo(404);
    }
    assertThat(client.get("/api/templates/job/job_none").status()).isEqualTo(404);
  }

  @Test
  void aRequestWithoutItsPartsIsRefusedByField() {
    client.upload(section, "N", "<p>{bio}</p>", true);
    String latest = section + "_latest";

    assertThat(field(Map.of("custom_data", Map.of()))).isEqualTo("template_id");
    assertThat(field(Map.of("template_id", latest))).isEqualTo("custom_data");
    assertThat(field(Map.of("template_id", latest, "custom_data", List.of(1))))
        .isEqualTo("custom_data");
    assertThat(field(Map.of("template_id", latest, "custom_data", Map.of("bio", "a\0b"))))
        .isEqualTo("custom_data");
  }

  private String field(Map<String, Object> body) {
    Answer answer = generate(body);
    assertThat(answer.status()).isEqualTo(422);
    return answer.body().path("errors").path(0).path("field").asString();
  }

  private Answer generate(Map<String, ?> body) {
    return client.postJson("/api/templates/generate", body);
  }
}
