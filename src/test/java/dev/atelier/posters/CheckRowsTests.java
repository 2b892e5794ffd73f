package dev.atelier.posters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.atelier.IntegrationTest;
import dev.atelier.posters.PosterClient.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class CheckRowsTests {

  private static final String TEMPLATE =
      """
      <div style="width:200px;height:200px;font:20px Inter">
      <p style="margin:0;height:30px;overflow:hidden;white-space:nowrap">{display_name}</p>
      <p data-fit="14" style="margin:0;width:190px;height:40px;overflow:hidden">{bio}</p>
      <img src="{photo}" style="width:50px;height:50px" alt="">
      </div>
      """;

  private static final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private static final HttpServer pictures = serve();

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  private PosterClient client;
  private List<Long> keptBefore = List.of();

  private static HttpServer serve() {
    byte[] png =
        Base64.getDecoder()
            .decode(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    HttpServer server = server();
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          requests.add(path);
          byte[] body =
              switch (path) {
                case "/there.png" -> png;
                case "/page.png" -> "<html>Sign in".getBytes(UTF_8);
                default -> new byte[0];
              };
          exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress("127.0.0.42", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void stop() {
    pictures.stop(0);
  }

  @DynamicPropertySource
  static void allow(DynamicPropertyRegistry registry) {
    registry.add("ATELIER_EGRESS_ALLOW", () -> "127.0.0.42:" + pictures.getAddress().getPort());
  }

  @BeforeEach
  void connect() {
    client = new PosterClient(port);
    keptBefore = kept();
    requests.clear();
  }

  @Test
  void everyRuleNamesItsRowAndColumn() {
    String host = "http://127.0.0.42:" + pictures.getAddress().getPort();
    String csv =
        """
        username,user_id,display_name,bio,photo
        ada,1,Ada,Short,%1$s/there.png
        lin,2,A display name that is far too long for its box,Short,%1$s/gone.png
        bob,3,Bob,%2$s,%1$s/page.png
        eve,4,Eve \uE123,Short,http://127.0.0.1:9/x.png
        ,5,Nobody,Short,
        Ada,6,Ada,Short,%1$s/there.png
        kim,x,Kim,Short,
        """
            .formatted(host, "many words ".repeat(40).strip());

    JsonNode report = check(csv, TEMPLATE);

    assertThat(findings(report))
        .containsExactlyInAnyOrder(
            "2 text_overflow display_name",
            "2 image_unreachable null",
            "3 text_cut bio",
            "3 not_an_image null",
            "4 missing_glyph display_name",
            "4 image_unreachable null",
            "5 missing_username null",
            "6 duplicate_username username",
            "6 id_conflict user_id",
            "7 invalid_user_id null");
    assertThat(report.path("rows").asInt()).isEqualTo(7);
    assertThat(report.path("total").asInt()).isEqualTo(10);
    assertThat(report.path("counts").path("image_unreachable").asInt()).isEqualTo(2);
    assertThat(report.path("incomplete").isEmpty()).isTrue();
    assertThat(requests).containsExactlyInAnyOrder("/there.png", "/gone.png", "/page.png");
    assertThat(kept()).isEqualTo(keptBefore);
  }

  @Test
  void aNameInBracesWithoutAColumnIsToldOnce() {
    JsonNode report =
        check("username,user_id\nada,1\nlin,2\n", "<p>{city} {username}</p><p>{bio}</p>");

    assertThat(findings(report))
        .contains("null missing_column city", "null missing_column bio")
        .hasSize(report.path("total").asInt());
  }

  @Test
  void theSamplePeopleFitEveryBuiltInTemplate() {
    byte[] people = client.get("/api/posters/sample.csv").raw().body();
    for (JsonNode template : client.get("/api/posters/templates").body().path("templates")) {
      Map<String, String> form =
          Map.of(
              "templateId", template.path("id").asString(),
              "size", "custom",
              "width", template.path("width").asString(),
              "height", template.path("height").asString());
      Answer answer = client.upload("/api/posters/runs?dryRun=true", people, form);
      assertThat(findings(answer.body())).as(template.path("id").asString()).isEmpty();
    }
  }

  @Test
  void rowsAsJsonAreCheckedAsWell() {
    Answer answer =
        client.postJson(
            "/api/generate-bulk?dryRun=true",
            Map.of(
                "bulkMethod",
                "csv",
                "posterName",
                "Autumn",
                "size",
                "instagram-square",
                "csvTemplate",
                "<p style='white-space:nowrap'>{name}",
                "csvColumns",
                List.of("username", "name"),
                "csvData",
                List.of(
                    Map.of("username", "ada", "name", "x".repeat(500)),
                    Map.of("username", "lin"))));

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    assertThat(findings(answer.body()))
        .containsExactlyInAnyOrder("1 text_overflow name", "2 missing_column name");
    assertThat(kept()).isEqualTo(keptBefore);
  }

  @Test
  void whatATemplateKeepsFromBeingMeasuredIsTold() {
    // A control of that name hides the form's own member, which the measuring needs.
    String template = "<form data-fit=10><input name=getAttribute hidden>{display_name}</form>";

    JsonNode report = check("username,user_id,display_name\nada,1,Ada\nlin,2,Lin\n", template);

    assertThat(findings(report)).containsExactly("null texts_not_measured null");
    assertThat(report.path("incomplete").values().stream().map(JsonNode::asString))
        .containsExactly("texts");
    assertThat(report.path("unchecked").path("texts").asInt()).isEqualTo(2);
    String run =
        client
            .start("username,user_id,display_name\nada,1,Ada\n", template)
            .body()
            .path("id")
            .asString();
    client.awaitEnd(run);
    assertThat(client.get("/api/posters/runs/" + run + "/posters").body().toString())
        .contains("\"texts_not_fitted\"");
  }

  @Test
  void aVeryLongTextIsMeasuredAsAWhole() {
    String csv = "username,user_id,display_name\nada,1," + "short words ".repeat(2_000) + "\n";
    Map<String, String> form =
        PosterClient.smallRun("<p style='font:10px/1 Inter;margin:0'>{display_name}</p>");

    form.putAll(Map.of("width", "1000", "height", "300"));
    assertThat(findings(upload(csv, form).body())).containsExactly("1 text_overflow display_name");
    form.put("height", "3000");
    assertThat(findings(upload(csv, form).body())).isEmpty();
  }

  @Test
  void aListThatWouldBeEndlessIsCappedAndItsTotalStaysTrue() {
    String csv =
        IntStream.rangeClosed(1, 1_000)
            .mapToObj(i -> "u%d,%d,A much too long display name number %d".formatted(i, i, i))
            .collect(Collectors.joining("\n", "username,user_id,display_name\n", "\n"));

    JsonNode report = check(csv, TEMPLATE.replace("{bio}", "").replace("{photo}", ""));

    assertThat(report.path("counts").path("text_overflow").asInt()).isEqualTo(1_000);
    assertThat(report.path("total").asInt()).isEqualTo(1_000);
    assertThat(report.path("findings").size()).isEqualTo(200);
  }

  @Test
  void whatCannotBeStartedIsRefusedBeforeItIsChecked() {
    Map<String, String> form = PosterClient.smallRun(TEMPLATE);
    form.put("size", "postage-stamp");

    assertThat(upload("username\nada\n", form).status()).isEqualTo(422);
    assertThat(upload("name\nada\n", PosterClient.smallRun(TEMPLATE)).status()).isEqualTo(422);
    assertThat(
            client
                .upload(
                    "/api/posters/runs?dryRun=perhaps",
                    "username\nada\n".getBytes(UTF_8),
                    PosterClient.smallRun(TEMPLATE))
                .status())
        .isBetween(400, 422);
    assertThat(kept()).isEqualTo(keptBefore);
  }

  @Test
  void aRowWhoseTextIsCutSaysSoInItsResultAndInTheLog() {
    String bio = "many words ".repeat(40).strip();
    Answer started =
        client.start("username,user_id,bio\nada,1," + bio + "\nlin,2,Short\n", TEMPLATE);
    String id = started.body().path("id").asString();
    client.awaitEnd(id);

    JsonNode posters = client.get("/api/posters/runs/" + id + "/posters").body().path("posters");
    assertThat(posters.path(0).path("warnings").findValuesAsString("code")).contains("text_cut");
    assertThat(posters.path(0).path("warnings").findValuesAsString("message"))
        .anyMatch(message -> message.startsWith("bio "));
    assertThat(posters.path(1).path("warnings").findValuesAsString("code"))
        .doesNotContain("text_cut");
    assertThat(
            jdbc.sql(
                    "select count(*) from posters.log where run_id = ? and level = 'WARNING' and message like 'ada: bio%'")
                .param(id)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void thePreviewShowsTheFirstRowsAndThoseWithTheLongestTexts() {
    String csv =
        IntStream.rangeClosed(1, 30)
            .mapToObj(i -> "u%d,%d,%s".formatted(i, i, "n".repeat(i == 17 ? 90 : i == 9 ? 80 : i)))
            .collect(Collectors.joining("\n", "username,user_id,display_name\n", "\n"));

    Answer preview =
        client.upload(
            "/api/posters/preview",
            csv.getBytes(UTF_8),
            PosterClient.smallRun(PosterClient.SIMPLE_TEMPLATE));

    assertThat(
            preview.body().path("posters").values().stream()
                .map(poster -> poster.path("row").asInt()))
        .containsExactly(1, 2, 3, 17, 9, 30);
  }

  private JsonNode check(String csv, String template) {
    Answer answer = upload(csv, PosterClient.smallRun(template));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private Answer upload(String csv, Map<String, String> form) {
    return client.upload("/api/posters/runs?dryRun=true", csv.getBytes(UTF_8), form);
  }

  private static List<String> findings(JsonNode report) {
    return report.path("findings").values().stream()
        .map(finding ->
            "%s %s %s"
                .formatted(
                    finding.path("row").isNumber() ? finding.path("row").asInt() : null,
                    finding.path("rule").asString(),
                    finding.path("column").isString() ? finding.path("column").asString() : null))
        .toList();
  }

  private List<Long> kept() {
    return Stream.of("posters.run", "posters.profile", "jobs.batch", "jobs.item", "storage.media")
        .map(table -> jdbc.sql("select count(*) from " + table).query(Long.class).single())
        .toList();
  }
}
