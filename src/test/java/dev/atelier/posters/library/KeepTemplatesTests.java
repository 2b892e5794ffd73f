package dev.atelier.posters.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.posters.library.LibraryClient.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class KeepTemplatesTests {

  private static final String HTML = "<h1>{display_name}</h1><p>{event.city}</p>";

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  private LibraryClient client;
  private final String section = "s-" + UUID.randomUUID();

  @BeforeEach
  void connect() {
    client = new LibraryClient(port);
  }

  @Test
  void anUploadedTemplateIsListedAsOlderClientsReadIt() {
    Answer uploaded = client.upload(section, "Autumn", HTML, true);

    assertThat(uploaded.status()).as(uploaded.body().toString()).isEqualTo(200);
    assertThat(uploaded.body().path("version").asInt()).isEqualTo(1);
    JsonNode listed = listed();
    assertThat(listed.size()).isEqualTo(1);
    JsonNode template = listed.path(0);
    assertThat(template.path("id").asString()).isEqualTo(uploaded.body().path("id").asString());
    assertThat(template.path("section").asString()).isEqualTo(section);
    assertThat(template.path("name").asString()).isEqualTo("Autumn");
    assertThat(template.path("version").asInt()).isEqualTo(1);
    assertThat(template.path("is_active").asBoolean()).isTrue();
    assertThat(template.path("html_content").asString()).isEqualTo(HTML);
    assertThat(template.path("css_content").asString()).isEmpty();
    assertThat(template.path("placeholders").findValuesAsString("name"))
        .containsExactly("display_name", "event.city");
    assertThat(template.path("placeholders").findValuesAsString("sample_value"))
        .containsExactly("Maya Lindqvist", "City");
  }

  @Test
  void aSecondUploadIsTheNextVersionAndTakesOverOnlyIfItIsToBeActive() {
    client.upload(section, "One", HTML, true);
    client.upload(section, "Two", HTML, false);

    assertThat(activeVersions()).containsExactly(1);

    assertThat(client.upload(section, "Three", HTML, true).body().path("version").asInt())
        .isEqualTo(3);
    assertThat(activeVersions()).containsExactly(3);
  }

  @Test
  void aChangeIsANewVersionAndKeepsWhatItDoesNotName() {
    String id = id(client.upload(section, "One", HTML, true));

    Answer changed = client.putJson("/api/templates/" + id, Map.of("html_content", "<b>{bio}</b>"));
    Answer again = client.putJson("/api/templates/" + id, Map.of("name", "Renamed"));

    assertThat(changed.body().path("version").asInt()).isEqualTo(2);
    assertThat(changed.body().path("is_active").asBoolean()).isTrue();
    assertThat(again.body().path("version").asInt()).isEqualTo(3);
    JsonNode versions = client.get("/api/templates/" + id + "/versions").body().path("templates");
    assertThat(versions.findValuesAsString("version")).containsExactly("3", "2", "1");
    assertThat(versions.findValuesAsString("name")).containsSubsequence("Renamed", "One", "One");
    assertThat(client.get("/api/templates/" + id).body().path("html_content").asString())
        .isEqualTo(HTML);
    JsonNode second = client.get("/api/templates/" + id(changed)).body();
    assertThat(second.path("html_content").asString()).isEqualTo("<b>{bio}</b>");
  }

  @Test
  void anOlderVersionCanBeMadeActiveAgain() {
    String first = id(client.upload(section, "One", HTML, true));
    client.upload(section, "Two", HTML, true);

    Answer activated = client.post("/api/templates/" + first + "/activate");

    assertThat(activated.body().path("is_active").asBoolean()).isTrue();
    assertThat(activeVersions()).containsExactly(1);
  }

  @Test
  void aDeletedVersionIsGoneAndItsNumberIsNotUsedAgain() {
    String first = id(client.upload(section, "One", HTML, true));

    assertThat(client.delete("/api/templates/" + first).status()).isEqualTo(200);

    assertThat(listed().isEmpty()).isTrue();
    assertThat(client.get("/api/templates/" + first).status()).isEqualTo(404);
    assertThat(client.delete("/api/templates/" + first).status()).isEqualTo(404);
    assertThat(client.post("/api/templates/" + first + "/activate").status()).isEqualTo(404);
    assertThat(client.upload(section, "Two", HTML, true).body().path("version").asInt())
        .isEqualTo(2);
  }

  @Test
  void aSectionIsShownByItsActiveVersion() {
    client.upload(section, "One", HTML, true);
    client.upload(section, "Two", HTML, false);

    JsonNode found =
        Stream.iterate(
                client.get("/api/templates/sections?limit=100").body(),
                page -> page.path("sections").size() > 0,
                page ->
                    client
                        .get(
                            "/api/templates/sections?limit=100&after="
                                + page.path("next").asString())
                        .body())
            .flatMap(page -> page.path("sections").valueStream())
            .filter(one -> one.path("name").asString().equals(section))
            .findFirst()
            .orElseThrow();

    assertThat(found.path("versions").asInt()).isEqualTo(2);
    assertThat(found.path("template").path("version").asInt()).isEqualTo(1);
    assertThat(found.path("template").path("html_content").isNull()).isTrue();
  }

  @Test
  void aLongListComesInPagesThatMissNothing() {
    IntStream.range(0, 5).forEach(i -> client.upload(section, "T" + i, HTML, false));
    String path = "/api/templates?limit=2&section=" + section;

    List<String> versions =
        Stream.iterate(
                client.get(path).body(),
                page -> !page.isMissingNode(),
                page ->
                    page.path("next").isNull()
                        ? page.path("no more")
                        : client.get(path + "&after=" + page.path("next").asString()).body())
            .flatMap(page -> page.path("templates").findValuesAsString("version").stream())
            .toList();

    assertThat(versions).containsExactly("5", "4", "3", "2", "1");
  }

  @Test
  void aListOfHeavyTemplatesEndsEarlyAndGoesOn() {
    String heavy = "<p>{bio}</p><!-- " + "x".repeat(3_000_000) + " -->";
    IntStream.range(0, 4).forEach(i -> client.upload(section, "T" + i, heavy, false));

    JsonNode page = client.get("/api/templates?section=" + section).body();

    assertThat(page.path("templates").size()).isEqualTo(2);
    String next = page.path("next").asString();
    assertThat(
            client
                .get("/api/templates?section=" + section + "&after=" + next)
                .body()
                .path("templates")
                .findValuesAsString("version"))
        .containsExactly("2", "1");
  }

  static Stream<Arguments> badTemplates() {
    return Stream.of(
        Arguments.of(Map.of("section", " "), 422, "section"),
        Arguments.of(Map.of("section", "s".repeat(51)), 422, "section"),
        Arguments.of(Map.of("section", "a\0b"), 422, "section"),
        Arguments.of(Map.of("name", ""), 422, "name"),
        Arguments.of(Map.of("name", "n".repeat(201)), 422, "name"),
        Arguments.of(Map.of("html_content", " "), 422, "html_content"),
        Arguments.of(Map.of("html_content", "a\0b"), 422, "html_content"),
        Arguments.of(Map.of("html_content", "x".repeat(5_300_000)), 413, null),
        Arguments.of(Map.of("css_content", "x".repeat(1_100_000)), 413, null),
        Arguments.of(Map.of("preview_data", List.of(1)), 422, "preview_data"),
        Arguments.of(Map.of("preview_data", Map.of("a", "b\0c")), 422, "preview_data"),
        Arguments.of(Map.of("width", 0), 422, "customWidth"),
        Arguments.of(Map.of("width", 20_000), 422, "customWidth"));
  }

  @ParameterizedTest
  @MethodSource("badTemplates")
  void h3AndH12WhatCannotBeATemplateIsRefusedByField(
      Map<String, Object> fields, int status, String field) {
    Map<String, Object> body = new HashMap<>();
    body.putAll(Map.of("section", section, "name", "N", "html_content", HTML));
    body.putAll(fields);

    Answer answer = client.postJson("/api/templates/upload", body);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.body().path("detail").asString()).isNotEmpty();
    if (field != null) {
      assertThat(answer.body().path("errors").path(0).path("field").asString()).isEqualTo(field);
    }
    assertThat(listed().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "1", "%F0%9F%98%80", "a%00b", "null"})
  void h11AnIdThatIsNoUuidIsRefusedAndNeverAnError(String id) {
    assertThat(client.get("/api/templates/" + id).status()).isIn(400, 422);
    assertThat(client.get("/api/templates/" + id + "/preview").status()).isIn(400, 422);
    assertThat(client.putJson("/api/templates/" + id, Map.of()).status()).isIn(400, 422);
    assertThat(client.post("/api/templates/" + id + "/activate").status()).isIn(400, 422);
  }

  @Test
  void h11AnUnknownIdIsNotFound() {
    String id = UUID.randomUUID().toString();
    assertThat(client.get("/api/templates/" + id).status()).isEqualTo(404);
    assertThat(client.get("/api/templates/" + id + "/preview").status()).isEqualTo(404);
    assertThat(client.get("/api/templates/" + id + "/versions").status()).isEqualTo(404);
    assertThat(client.putJson("/api/templates/" + id, Map.of()).status()).isEqualTo(404);
    assertThat(client.post("/api/templates/" + id + "/activate").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000000000", "0", "-1", "1.5", "abc", "9223372036854775808"})
  void h1ALimitOutOfRangeIsRefusedByName(String limit) {
    for (String path : List.of("/api/templates?limit=", "/api/templates/sections?limit=")) {
      Answer answer = client.get(path + limit);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.body().path("errors").path(0).path("field").asString()).isEqualTo("limit");
    }
  }

  private JsonNode listed() {
    return client.get("/api/templates?section=" + section).body().path("templates");
  }

  private List<@Nullable Integer> activeVersions() {
    return jdbc.sql("select version from posters.template where section = ? and active")
        .param(section)
        .query(Integer.class)
        .list();
  }

  private static String id(Answer answer) {
    return answer.body().path("id").asString();
  }
}
