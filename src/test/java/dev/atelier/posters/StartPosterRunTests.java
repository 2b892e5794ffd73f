package dev.atelier.posters;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.posters.PosterClient.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class StartPosterRunTests {

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  private PosterClient client;
  private List<Long> keptBefore = List.of();

  @BeforeEach
  void connect() {
    client = new PosterClient(port);
    keptBefore = kept();
  }

  @Test
  void everyRowBecomesAPosterOfTheOrderedSize() {
    Answer started =
        client.start("username,user_id,display_name\nphase,1058727,Phase Test\nzoe,7,Zoé\n");

    assertThat(started.status()).isEqualTo(202);
    String id = started.body().path("id").asString();
    assertThat(started.raw().headers().firstValue("Location")).hasValue("/api/posters/runs/" + id);
    JsonNode run = client.awaitEnd(id);
    assertThat(run.path("state").asString()).isEqualTo("completed");
    assertThat(run.path("succeeded").asInt()).isEqualTo(2);
    JsonNode posters = client.get("/api/posters/runs/" + id + "/posters").body().path("posters");
    assertThat(posters.findValuesAsString("displayName")).containsExactly("Phase Test", "Zoé");
    for (JsonNode poster : posters) {
      Answer image = client.get(poster.path("url").asString());
      assertThat(image.raw().headers().firstValue("Content-Type")).hasValue("image/png");
      assertThat(PngSize.of(image.raw().body())).isEqualTo(new PngSize(200, 200));
    }
  }

  @Test
  void aRowWithoutUsernameIsThatRowsErrorAndNobodysPoster() {
    String id =
        client
            .start("username,display_name\nada,Ada\n,Nobody\nlin,Lin\n")
            .body()
            .path("id")
            .asString();

    JsonNode run = client.awaitEnd(id);

    assertThat(run.path("succeeded").asInt()).isEqualTo(2);
    assertThat(run.path("failed").asInt()).isEqualTo(1);
    JsonNode failed =
        client.get("/api/posters/runs/" + id + "/posters?state=failed").body().path("posters");
    assertThat(failed.size()).isEqualTo(1);
    assertThat(failed.path(0).path("row").asInt()).isEqualTo(2);
    assertThat(failed.path(0).path("error").path("code").asString()).isEqualTo("missing_username");
  }

  @Test
  void t6ARowWithAnInvalidIdFailsAndIsNeverLookedUp() {
    String id =
        client
            .start("username,user_id\nada,abc\nlin,-1\nbob,9223372036854775808\nok,5\n")
            .body()
            .path("id")
            .asString();

    JsonNode run = client.awaitEnd(id);

    assertThat(run.path("failed").asInt()).isEqualTo(3);
    JsonNode failed =
        client.get("/api/posters/runs/" + id + "/posters?state=failed").body().path("posters");
    assertThat(failed.findValuesAsString("code"))
        .containsExactly("invalid_user_id", "invalid_user_id", "invalid_user_id");
    assertThat(
            jdbc.sql("select count(*) from posters.profile where run_id = ?")
                .param(id)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void t5RowsOfTheSameNameKeepTheirOwnPosters() {
    String id =
        client
            .start("username,display_name\nAda,One\nada ,Two\nADA,Three\n")
            .body()
            .path("id")
            .asString();

    JsonNode run = client.awaitEnd(id);

    assertThat(run.path("succeeded").asInt()).isEqualTo(3);
    assertThat(run.path("warnings").findValuesAsString("code")).contains("duplicate_usernames");
    JsonNode posters = client.get("/api/posters/runs/" + id + "/posters").body().path("posters");
    assertThat(posters.findValuesAsString("url")).doesNotHaveDuplicates().hasSize(3);
    assertThat(
            jdbc.sql("select count(*) from posters.profile where run_id = ?")
                .param(id)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void t1ReadsUtf16WithByteOrderMark() {
    Answer started =
        client.upload(
            "/api/posters/runs",
            "username,display_name\nzoe,Zoë Ünal\n".getBytes(UTF_16),
            PosterClient.smallRun(PosterClient.SIMPLE_TEMPLATE));

    String id = started.body().path("id").asString();
    client.awaitEnd(id);
    assertThat(
            client
                .get("/api/posters/runs/" + id + "/posters")
                .body()
                .findValuesAsString("displayName"))
        .containsExactly("Zoë Ünal");
  }

  static Stream<Arguments> badFiles() {
    String manyRows =
        IntStream.rangeClosed(0, 100_000).mapToObj(i -> "u" + i).collect(Collectors.joining("\n"));
    return Stream.of(
        Arguments.of("no rows at all", "", 422, null),
        Arguments.of("no username column", "name\nAda\n", 422, null),
        Arguments.of("header only", "username,name\n", 422, null),
        Arguments.of("unclosed quote", "username,name\nada,\"Ada\nlin,Lin\n", 422, 2),
        Arguments.of("a huge cell", "username,name\nada," + "x".repeat(70_000), 422, 2),
        Arguments.of("100,001 rows", "username\n" + manyRows, 413, null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badFiles")
  void t2AndT4BadFilesAreRefusedWithTheirLineAndNothingIsKept(
      String what, String csv, int status, Integer line) {
    Answer answer = client.start(csv);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.body().path("detail").asString()).isNotEmpty();
    assertThat(answer.body().path("message")).isEqualTo(answer.body().path("detail"));
    if (line != null) {
      assertThat(answer.body().path("errors").path(0).path("line").asInt()).isEqualTo(line);
    }
    assertNothingKept();
  }

  @Test
  void t1BytesThatAreNotUtf8AreRefusedWithTheirLine() {
    byte[] bytes = "username,name\nada,Ada\nlin,L?n\n".getBytes(UTF_8);
    bytes[new String(bytes, UTF_8).indexOf('?')] = (byte) 0xE9;

    Answer answer =
        client.upload(
            "/api/posters/runs", bytes, PosterClient.smallRun(PosterClient.SIMPLE_TEMPLATE));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("errors").path(0).path("line").asInt()).isEqualTo(3);
    assertNothingKept();
  }

  static Stream<Arguments> badOrders() {
    return Stream.of(
        Arguments.of("empty template", Map.of("template", " "), 422),
        Arguments.of("a template beyond 5 MB", Map.of("template", "x".repeat(5_500_000)), 413),
        Arguments.of("zero size", Map.of("width", "0", "height", "0"), 422),
        Arguments.of("20,000 pixels", Map.of("width", "20000"), 422),
        Arguments.of("an unknown preset", Map.of("size", "postage-stamp"), 422),
        Arguments.of("width that is no number", Map.of("width", "wide"), 422),
        Arguments.of("an unknown format", Map.of("format", "tiff"), 422),
        Arguments.of("an unknown template", Map.of("templateId", "nope"), 422),
        Arguments.of("a name of 300 characters", Map.of("name", "n".repeat(300)), 422));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badOrders")
  void badOrdersAreRefusedAndNothingIsKept(String what, Map<String, String> fields, int status) {
    Map<String, String> form = new HashMap<>(PosterClient.smallRun(PosterClient.SIMPLE_TEMPLATE));
    form.putAll(fields);

    Answer answer = client.upload("/api/posters/runs", "username\nada\n".getBytes(UTF_8), form);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.body().path("error").asString()).isNotEmpty().isNotEqualTo("internal_error");
    assertNothingKept();
  }

  @Test
  void t3TakesAHundredThousandRowsInOneTransaction() {
    String columns =
        IntStream.range(2, 20).mapToObj(i -> "column_" + i).collect(Collectors.joining(","));
    String cells = ",cell".repeat(18);
    String csv =
        IntStream.rangeClosed(1, 100_000)
            .mapToObj(i -> "user" + i + "," + i + cells)
            .collect(Collectors.joining("\n", "username,user_id," + columns + "\n", "\n"));

    Answer started = client.start(csv);

    assertThat(started.status()).isEqualTo(202);
    assertThat(started.body().path("total").asInt()).isEqualTo(100_000);
    String id = started.body().path("id").asString();
    assertThat(client.post("/api/posters/runs/" + id + "/cancel").status()).isEqualTo(200);
    JsonNode run = client.awaitEnd(id);
    assertThat(run.path("succeeded").asInt() + run.path("cancelled").asInt()).isEqualTo(100_000);
  }

  @Test
  void severalRowsSurviveOneThatCannotBeDrawn() {
    List<String> names = List.of("a", "b", "c");
    String id =
        client.start("username\n" + String.join("\n", names) + "\n").body().path("id").asString();

    assertThat(client.awaitEnd(id).path("succeeded").asInt()).isEqualTo(3);
    assertThat(client.get("/api/posters/runs/" + id).body().path("offlineProfiles").asBoolean())
        .isTrue();
  }

  private void assertNothingKept() {
    assertThat(kept()).isEqualTo(keptBefore);
  }

  private List<Long> kept() {
    return Stream.of("posters.run", "jobs.batch", "jobs.item", "storage.media")
        .map(table -> jdbc.sql("select count(*) from " + table).query(Long.class).single())
        .toList();
  }
}
