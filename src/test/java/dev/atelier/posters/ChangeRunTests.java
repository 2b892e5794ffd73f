package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.posters.PosterClient.Answer;
import dev.atelier.providers.PageRenderer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IntegrationTest
@Import(CountedRenders.Real.class)
class ChangeRunTests {

  private static final String PEOPLE =
      "username,user_id,display_name,note\nada,1,Ada,x\nlin,2,Lin,x\nzoe,3,Zoe,x\n";

  @LocalServerPort int port;
  @Autowired PageRenderer renderer;
  @Autowired OldPictures oldPictures;
  @Autowired JdbcClient jdbc;
  private PosterClient client;
  private String id = "";

  @BeforeEach
  void start() {
    client = new PosterClient(port);
    renders();
    id = client.start(PEOPLE).body().path("id").asString();
    client.awaitEnd(id);
    assertThat(renders()).hasSize(3);
  }

  @Test
  void oneChangedRowIsOneRenderAndTheOthersKeepTheirPictures() {
    Map<Integer, String> before = urls();

    Answer answer = change(Map.of("revision", 0, "rows", List.of(row(2, "display_name", "Linus"))));

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    assertThat(answer.body().path("revision").asInt()).isEqualTo(1);
    JsonNode run = client.awaitEnd(id);
    assertThat(run.path("succeeded").asInt()).isEqualTo(3);
    assertThat(renders())
        .singleElement()
        .satisfies(page -> assertThat(page.html()).contains("Linus"));
    Map<Integer, String> after = urls();
    assertThat(after.get(1)).isEqualTo(before.get(1));
    assertThat(after.get(3)).isEqualTo(before.get(3));
    assertThat(after.get(2)).isNotEqualTo(before.get(2));
    assertThat(client.get(after.getOrDefault(2, "")).status()).isEqualTo(200);
    // Whoever was given the old link still sees what it showed.
    assertThat(client.get(before.getOrDefault(2, "")).status()).isEqualTo(200);
  }

  @Test
  void anOldPictureThatNothingRefersToIsRemovedADayLater() {
    Map<Integer, String> before = urls();
    jdbc.sql(
            """
            insert into posters.saved_poster
              (external_id, target, media, user_id, campaign, stamp, url)
            values (:id, 'django', :media, 3, 'autumn', :stamp, 'https://cdn.example/3')
            """)
        .param("id", id)
        .param("media", before.getOrDefault(3, "").substring("/media/".length()))
        .param("stamp", System.nanoTime())
        .update();
    change(
        Map.of(
            "revision",
            0,
            "rows",
            List.of(
                row(1, "display_name", "A."),
                row(2, "display_name", "L."),
                row(3, "display_name", "Z."))));
    client.awaitEnd(id);
    change(
        Map.of(
            "revision", 1, "rows", List.of(row(1, "display_name", "Ada")), "removed", List.of(2)));
    client.awaitEnd(id);
    Map<Integer, String> after = urls();
    oldPictures.sweep();
    assertThat(client.get(before.getOrDefault(2, "")).status()).isEqualTo(200);

    jdbc.sql("update posters.old_picture set since = now() - interval '25 hours'").update();
    oldPictures.sweep();

    assertThat(client.get(before.getOrDefault(2, "")).status()).isEqualTo(404);
    assertThat(client.get(before.getOrDefault(3, "")).status()).as("saved").isEqualTo(200);
    assertThat(after.get(1)).as("shown again").isEqualTo(before.get(1));
    assertThat(after.values()).allMatch(url -> client.get(url).status() == 200);
    assertThat(jdbc.sql("select count(*) from posters.old_picture").query(Integer.class).single())
        .isZero();
    assertThat(
            jdbc.sql("select count(*) from storage.media where key like :batch")
                .param("batch", after.getOrDefault(1, "").substring(7, 51) + "%")
                .query(Integer.class)
                .single())
        .isEqualTo(3);
  }

  @Test
  void whatADrawingHasShownIsToldAgainThoughItIsNotDrawnAgain() {
    String template = "<p data-fit=12 style='width:90px;height:30px;overflow:hidden'>{note}</p>";
    String run =
        client
            .start("username,user_id,note\nada,1," + "words ".repeat(99) + "\n", template)
            .body()
            .path("id")
            .asString();
    client.awaitEnd(run);
    renders();
    // As after a crash between the picture and its row.
    jdbc.sql(
            "update jobs.item set output = null where batch_id = (select batch from posters.run where id = ?)")
        .param(run)
        .update();

    client.postJson(
        "/api/posters/runs/" + run + "/changes",
        Map.of("revision", 0, "rows", List.of(row(1, "user_id", "2"))));
    client.awaitEnd(run);

    assertThat(renders()).isEmpty();
    assertThat(client.get("/api/posters/runs/" + run + "/posters").body().toString())
        .contains("\"text_cut\"");
  }

  @Test
  void aChangeThatNoPosterShowsRendersNothing() {
    Map<Integer, String> before = urls();

    change(
        Map.of("revision", 0, "rows", List.of(row(2, "note", "y"), row(3, "display_name", "Zoe"))));
    client.awaitEnd(id);

    assertThat(renders()).isEmpty();
    assertThat(urls()).isEqualTo(before);
    assertThat(
            client.get("/api/posters/runs/" + id + "/posters/2").body().path("values").path("note"))
        .hasToString("\"y\"");
  }

  @Test
  void anotherTemplateRendersOnlyTheRowsThatLookDifferent() {
    Answer answer =
        change(Map.of("revision", 0, "template", PosterClient.SIMPLE_TEMPLATE + " {note}"));
    assertThat(answer.status()).isEqualTo(202);
    client.awaitEnd(id);
    assertThat(renders()).hasSize(3);

    change(Map.of("revision", 1, "template", PosterClient.SIMPLE_TEMPLATE));
    client.awaitEnd(id);

    // Back at the first template, whose pictures are still there.
    assertThat(renders()).isEmpty();
    assertThat(client.get("/api/posters/runs/" + id + "/template").body().path("html").asString())
        .isEqualTo(PosterClient.SIMPLE_TEMPLATE);
  }

  @Test
  void rowsAreAddedAndRemoved() {
    Answer answer =
        change(
            Map.of(
                "revision", 0,
                "added", List.of(Map.of("values", Map.of("username", "bob", "user_id", "4"))),
                "removed", List.of(1)));

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    JsonNode run = client.awaitEnd(id);
    assertThat(run.path("total").asInt()).isEqualTo(3);
    assertThat(run.path("succeeded").asInt()).isEqualTo(3);
    assertThat(renders()).hasSize(1);
    assertThat(urls()).containsOnlyKeys(2, 3, 4);
  }

  @Test
  void onlyRemovingRowsRendersNothingAndTheRunStaysEnded() {
    Answer answer = change(Map.of("revision", 0, "removed", List.of(1, 3)));

    assertThat(answer.body().path("state").asString()).isEqualTo("completed");
    assertThat(answer.body().path("total").asInt()).isEqualTo(1);
    assertThat(renders()).isEmpty();
  }

  @Test
  void aRowThatHadFailedIsMadeGood() {
    String broken = client.start("username,user_id\nada,abc\nlin,2\n").body().path("id").asString();
    assertThat(client.awaitEnd(broken).path("failed").asInt()).isEqualTo(1);

    client.postJson(
        "/api/posters/runs/" + broken + "/changes",
        Map.of("revision", 0, "rows", List.of(row(1, "user_id", "77"))));

    JsonNode run = client.awaitEnd(broken);
    assertThat(run.path("succeeded").asInt()).isEqualTo(2);
    assertThat(run.path("failed").asInt()).isZero();
  }

  @Test
  void anotherUsernameIsLookedUpOnceForAllRowsOfThatName() {
    change(Map.of("revision", 0, "rows", List.of(rename(1, "grace"), rename(2, "Grace"))));

    JsonNode run = client.awaitEnd(id);
    assertThat(run.path("succeeded").asInt()).as(run.toString()).isEqualTo(3);
  }

  @Test
  void ofTwoChangesAtOnceOneIsRefused() {
    List<CompletableFuture<Answer>> answers =
        Stream.of("One", "Two")
            .map(name ->
                CompletableFuture.supplyAsync(() ->
                    change(Map.of("revision", 0, "rows", List.of(row(1, "display_name", name))))))
            .toList();

    assertThat(answers.stream().map(CompletableFuture::join).map(Answer::status))
        .containsExactlyInAnyOrder(202, 409);
    client.awaitEnd(id);
    assertThat(renders()).hasSize(1);
    Answer late = change(Map.of("revision", 0, "rows", List.of(row(1, "display_name", "Late"))));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().path("error").asString()).isEqualTo("run_changed");
  }

  @Test
  void aRunAtWorkIsNotChanged() {
    String working = client.start(PEOPLE).body().path("id").asString();
    client.post("/api/posters/runs/" + working + "/pause");

    Answer answer =
        client.postJson(
            "/api/posters/runs/" + working + "/changes",
            Map.of("revision", 0, "removed", List.of(1)));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body().path("error").asString()).isEqualTo("run_in_progress");
    client.post("/api/posters/runs/" + working + "/resume");
    client.awaitEnd(working);
  }

  @Test
  void whatCannotBeIsRefusedByItsFieldAndNothingIsChanged() {
    assertRefused(Map.of("rows", List.of()), "revision");
    assertRefused(Map.of("revision", 0, "rows", List.of(row(9, "note", "x"))), "rows");
    assertRefused(Map.of("revision", 0, "removed", List.of(9)), "removed");
    assertRefused(Map.of("revision", 0, "removed", List.of(1, 2, 3)), "removed");
    assertRefused(
        Map.of("revision", 0, "rows", List.of(row(1, "colour", "x"))), "rows[0].values.colour");
    assertRefused(
        Map.of("revision", 0, "rows", List.of(row(1, "user_id", "abc"))), "rows[0].values");
    assertRefused(
        Map.of("revision", 0, "rows", List.of(row(1, "note", "x\u0000"))), "rows[0].values.note");
    assertRefused(
        Map.of("revision", 0, "rows", List.of(row(1, "note", "1"), row(1, "note", "2"))),
        "rows[1].row");
    assertRefused(Map.of("revision", 0, "template", " "), "template");
    List<Object> nothing = Collections.singletonList(null);
    assertRefused(Map.of("revision", 0, "rows", nothing), "rows[0]");
    assertRefused(Map.of("revision", 0, "added", nothing), "added[0]");
    assertRefused(Map.of("revision", 0, "removed", Arrays.asList(1, null)), "removed[1]");
    assertThat(client.get("/api/posters/runs/" + id).body().path("revision").asInt()).isZero();
    assertThat(renders()).isEmpty();
    assertThat(
            client
                .postJson("/api/posters/runs/job_ffffffffffff/changes", Map.of("revision", 0))
                .status())
        .isEqualTo(404);
  }

  private void assertRefused(Map<String, ?> change, String field) {
    Answer answer = change(change);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    assertThat(answer.body().path("errors").path(0).path("field").asString()).isEqualTo(field);
  }

  private Answer change(Map<String, ?> change) {
    return client.postJson("/api/posters/runs/" + id + "/changes", change);
  }

  private static Map<String, Object> row(int row, String column, String value) {
    return Map.of("row", row, "values", Map.of(column, value));
  }

  private static Map<String, Object> rename(int row, String username) {
    return Map.of("row", row, "values", Map.of("username", username, "user_id", ""));
  }

  private Map<Integer, String> urls() {
    Map<Integer, String> urls = new LinkedHashMap<>();
    client
        .get("/api/posters/runs/" + id + "/posters")
        .body()
        .path("posters")
        .forEach(poster -> urls.put(poster.path("row").asInt(), poster.path("url").asString()));
    return urls;
  }

  private List<PageRenderer.Page> renders() {
    return ((CountedRenders) renderer).take();
  }
}
