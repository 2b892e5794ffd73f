package dev.atelier.posters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.posters.PosterClient.Answer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class MapColumnsTests {

  private static final String PEOPLE =
      "Handle;Full Name;id;Member No\nada;Ada L.;x;11\nlin;Lin T.;y;12\n";

  @LocalServerPort int port;
  private PosterClient client;

  @BeforeEach
  void connect() {
    client = new PosterClient(port);
  }

  @Test
  void tellsTheColumnsAndGuessesWhatTheyMean() {
    Answer answer = client.upload("/api/posters/columns", PEOPLE.getBytes(UTF_8), Map.of());

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    assertThat(answer.body().path("columns").valueStream().map(JsonNode::asString))
        .containsExactly("Handle", "Full Name", "id", "Member No");
    JsonNode guesses = answer.body().path("guesses");
    assertThat(guesses.path("username").asString()).isEqualTo("Handle");
    assertThat(guesses.path("display_name").asString()).isEqualTo("Full Name");
    assertThat(guesses.path("user_id").asString()).isEqualTo("id");
    assertThat(answer.body().path("first").path("Full Name").asString()).isEqualTo("Ada L.");
  }

  @Test
  void mappedColumnsSayWhomARowIsAboutAndFillTheTemplate() {
    Answer started =
        run(
            "{\"username\":\"Handle\",\"user_id\":\"Member No\",\"display_name\":\"Full Name\"}",
            PEOPLE);

    assertThat(started.status()).as(started.body().toString()).isEqualTo(202);
    String id = started.body().path("id").asString();
    assertThat(client.awaitEnd(id).path("succeeded").asInt()).isEqualTo(2);
    JsonNode posters = client.get("/api/posters/runs/" + id + "/posters").body();
    assertThat(posters.findValuesAsString("username")).containsExactly("ada", "lin");
    assertThat(posters.findValuesAsString("displayName")).containsExactly("Ada L.", "Lin T.");
    JsonNode export =
        client.get("/api/posters/runs/" + id + "/export?format=json").body().path("results");
    // The mapped column wins over the one that is called id.
    assertThat(export.path(0).path("userId").asInt()).isEqualTo(11);
  }

  @Test
  void theSameFileWithoutMappingHasNoUsernames() {
    Answer refused = run(null, PEOPLE);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("detail").asString()).contains("username");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"username\":\"Nick\"}|mapping.username",
        "{\"\":\"Handle\"}|mapping",
        "[1]|mapping",
        "{|mapping"
      })
  void aMappingThatCannotBeIsRefused(String mapping, String field) {
    Answer refused = run(mapping, PEOPLE);

    assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
    assertThat(refused.body().path("errors").path(0).path("field").asString()).isEqualTo(field);
  }

  @Test
  void anEditedRowKeepsItsMappedMeaning() {
    String id =
        run("{\"username\":\"Handle\",\"user_id\":\"Member No\"}", PEOPLE)
            .body()
            .path("id")
            .asString();
    client.awaitEnd(id);

    Answer changed =
        client.postJson(
            "/api/posters/runs/" + id + "/changes",
            Map.of(
                "revision",
                0,
                "rows",
                List.of(Map.of("row", 2, "values", Map.of("user_id", "99")))));

    assertThat(changed.status()).as(changed.body().toString()).isEqualTo(202);
    client.awaitEnd(id);
    JsonNode export =
        client.get("/api/posters/runs/" + id + "/export?format=json").body().path("results");
    assertThat(export.path(1).path("userId").asInt()).isEqualTo(99);
  }

  private Answer run(@Nullable String mapping, String csv) {
    Map<String, String> form = PosterClient.smallRun(PosterClient.SIMPLE_TEMPLATE);
    if (mapping != null) {
      form.put("mapping", mapping);
    }
    return client.upload("/api/posters/runs", csv.getBytes(UTF_8), form);
  }
}
