package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.posters.DjangoServer.Call;
import dev.atelier.posters.DjangoServer.Fault;
import dev.atelier.posters.PosterClient.Answer;
import dev.atelier.posters.SaveClient.Received;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Saving to the Django API, against a stand-in that speaks it. */
@IntegrationTest
@Timeout(400)
class SavePostersTests extends SaveScene {

  @Test
  void aPosterIsAVideoFirstAndShareContentSecondInTheKnownShapes() {
    String run = saves.madeRun("username,user_id\nphase,1058727\n");
    JsonNode poster = saves.postersForSave(run).path("posters").path(0);

    Answer started = saves.save("autumn-speakers", List.of(poster));

    assertThat(started.status()).isEqualTo(200);
    assertThat(started.body().propertyNames())
        .containsExactlyInAnyOrder(
            "success", "jobId", "status", "totalItems", "sseEndpoint", "message");
    String id = started.body().path("jobId").asString();
    assertThat(id).matches("save_[0-9a-f]{12}");
    assertThat(started.body().path("status").asString()).isEqualTo("processing");
    assertThat(started.body().path("totalItems").asInt()).isEqualTo(1);
    assertThat(started.body().path("sseEndpoint").asString())
        .isEqualTo("/api/save-bulk-posters/" + id + "/stream");
    assertThat(saves.awaitEnd(id).toString())
        .isEqualTo(
            "{\"success\":true,\"jobId\":\"%s\",\"status\":\"completed\",\"total\":1,\"processed\":1,\"success_count\":1,\"failure_count\":0,\"percent\":100.0}"
                .formatted(id));
    assertPayloads(poster);
  }

  private static void assertPayloads(JsonNode poster) {
    List<Call> calls = DJANGO.calls();
    assertThat(calls.stream().map(Call::path))
        .containsExactly(DjangoServer.VIDEO, DjangoServer.SHARE);
    String externalId = calls.getFirst().externalId();
    assertThat(externalId).matches("autumn-speakers-1058727-\\d{13}");
    String stamp = externalId.substring(externalId.lastIndexOf('-') + 1);
    assertThat(calls.getFirst().body().toString())
        .isEqualTo(
            "{\"external_id\":\"%s\",\"url\":\"%s\",\"status\":\"COMPLETED\",\"user\":1058727}"
                .formatted(externalId, poster.path("posterUrl").asString()));
    assertThat(calls.getLast().body().toString())
        .isEqualTo(
            ("{\"id\":\"%s\",\"status\":\"succeeded\",\"output_format\":\"jpg\","
                    + "\"template_tags\":[\"-ms-autumn-speakers\"],"
                    + "\"template_id\":\"email-forge-autumn-speakers\","
                    + "\"modifications\":{\"campaign\":\"autumn-speakers\","
                    + "\"title\":\"AUTUMN SPEAKERS\","
                    + "\"description\":\"Poster: autumn-speakers\",\"tag\":\"custom\"},"
                    + "\"metadata\":\"email-forge-1058727-%s\"}")
                .formatted(externalId, stamp));
    assertThat(calls).allMatch(call -> call.idempotencyKey().contains(externalId));
  }

  @Test
  void t22TheStreamTellsOfEveryPosterInOrderAndEndsWithoutAnError() {
    String run = saves.madeRun(5);
    String id = saves.saved("autumn", run);

    List<Received> events = saves.stream(id);

    assertThat(events.stream().map(Received::event).distinct())
        .containsExactly("log", "progress", "complete");
    assertThat(events.stream().map(Received::id).toList())
        .isEqualTo(IntStream.rangeClosed(1, events.size()).mapToObj(String::valueOf).toList());
    assertThat(
            events.stream()
                .filter(event -> event.event().equals("progress"))
                .map(event -> event.data().path("processed").asInt()))
        .containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(events.getFirst().data().propertyNames())
        .containsExactlyInAnyOrder("level", "message", "timestamp", "details");
    assertThat(events.get(1).data().propertyNames())
        .containsExactlyInAnyOrder("processed", "total", "success", "failed", "percent");
    JsonNode complete = events.getLast().data();
    assertThat(complete.propertyNames())
        .containsExactlyInAnyOrder("status", "success", "failed", "total", "results", "failures");
    assertThat(complete.path("status").asString()).isEqualTo("completed");
    assertThat(complete.path("success").asInt()).isEqualTo(5);
    assertThat(complete.path("results").path(0).propertyNames())
        .containsExactlyInAnyOrder("username", "userId", "posterUrl", "success");
    assertThat(complete.path("results").path(0).path("userId").asLong()).isEqualTo(1_001);
  }

  @Test
  void t22AStreamThatDropsGoesOnWithoutGapOrRepetition() {
    DJANGO.failWith(call -> Fault.slow(30));
    String run = saves.madeRun(8);
    String id =
        saves
            .save("autumn", saves.postersForSave(run).path("posters"))
            .body()
            .path("jobId")
            .asString();
    List<String> ids = new ArrayList<>();
    boolean ended = false;
    while (!ended) {
      List<Received> events = saves.stream(id, ids.isEmpty() ? null : ids.getLast(), 3);
      events.forEach(event -> ids.add(event.id()));
      ended = events.getLast().event().equals("complete");
    }

    assertThat(ids)
        .isEqualTo(IntStream.rangeClosed(1, ids.size()).mapToObj(String::valueOf).toList());
  }

  @Test
  void t21APosterThatIsSavedIsNotSavedAgainHoweverOftenItIsPressed() {
    String run = saves.madeRun(3);
    JsonNode posters = saves.postersForSave(run).path("posters");
    List<String> pressed =
        IntStream.range(0, 4)
            .mapToObj(i -> saves.save("name-" + i, posters).body().path("jobId").asString())
            .toList();

    pressed.forEach(
        id -> assertThat(saves.awaitEnd(id).path("success_count").asInt()).isEqualTo(3));
    assertThat(DJANGO.calls(DjangoServer.VIDEO)).hasSize(3);
    assertThat(DJANGO.calls(DjangoServer.SHARE)).hasSize(3);
  }

  @Test
  void t21PostersOfOnePersonAreSavedEachUnderAnIdOfItsOwn() {
    saves.saved("autumn", saves.madeRun("username,user_id\nada,7\nada,7\nada,7\n"));

    assertThat(DJANGO.videos()).hasSize(3);
    assertThat(DJANGO.shares().keySet()).isEqualTo(DJANGO.videos().keySet());
  }

  @Test
  void t21AHalfSavedPosterGoesOnAtTheMissingHalf() {
    DJANGO.failWith(call ->
        call.path().equals(DjangoServer.SHARE) ? Fault.status(400, "template unknown") : null);
    String run = saves.madeRun(2);
    String id = saves.saved("autumn", run);

    JsonNode status = saves.status(id);
    assertThat(status.path("status").asString()).isEqualTo("failed");
    assertThat(status.path("failure_count").asInt()).isEqualTo(2);
    JsonNode failure = saves.stream(id).getLast().data().path("failures").path(0);
    assertThat(failure.path("error").asString())
        .isEqualTo("Webhook failed: 400 - template unknown");
    assertThat(failure.path("userId").asLong()).isEqualTo(1_001);
    JsonNode row = client.get("/api/posters/saves/" + id + "/posters?state=failed").body();
    assertThat(row.findValuesAsString("code")).containsOnly("webhook_failed");

    DJANGO.failWith(call -> null);
    assertThat(client.post("/api/posters/saves/" + id + "/retry").status()).isEqualTo(200);
    assertThat(saves.awaitEnd(id).path("status").asString()).isEqualTo("completed");

    assertThat(DJANGO.calls(DjangoServer.VIDEO)).hasSize(2);
    assertThat(DJANGO.shares().keySet()).isEqualTo(DJANGO.videos().keySet());
    assertThat(saves.stream(id).getLast().data().path("success").asInt()).isEqualTo(2);
    assertThat(client.post("/api/posters/saves/" + id + "/retry").status()).isEqualTo(409);
  }

  @Test
  void t21AFailureAfterTheEffectIsRepeatedUnderTheSameId() {
    var failed = new HashSet<String>();
    DJANGO.failWith(call ->
        failed.add(call.path() + call.externalId())
            ? new Fault(500, "lost", true, 0, Map.of())
            : null);

    String id = saves.saved("autumn", saves.madeRun(3));

    assertThat(saves.status(id).path("success_count").asInt()).isEqualTo(3);
    assertThat(DJANGO.videos()).hasSize(3);
    assertThat(DJANGO.calls(DjangoServer.VIDEO)).hasSize(6);
    assertThat(DJANGO.shares().keySet()).isEqualTo(DJANGO.videos().keySet());
  }

  @Test
  void p20AThrottledTargetIsLeftAloneAndNothingFails() {
    DJANGO.failWith(call ->
        call.number() % 5 == 0 ? new Fault(429, "", false, 0, Map.of("Retry-After", "1")) : null);

    String id = saves.saved("autumn", saves.madeRun(6));

    assertThat(saves.status(id).path("success_count").asInt()).isEqualTo(6);
    assertThat(DJANGO.videos()).hasSize(6);
  }

  @Test
  void aTargetThatStaysBrokenFailsThePosterAfterThreeTries() {
    DJANGO.failWith(call ->
        call.body().path("user").asLong() == 1_002
            ? Fault.status(503, "<html><b>secret</b></html>")
            : null);

    String id = saves.saved("autumn", saves.madeRun(3));

    JsonNode complete = saves.stream(id).getLast().data();
    assertThat(complete.path("status").asString()).isEqualTo("completed");
    assertThat(complete.path("success").asInt()).isEqualTo(2);
    assertThat(complete.path("failures").path(0).path("error").asString())
        .isEqualTo("Video API failed: 503 - an HTML page");
    assertThat(
            DJANGO.calls(DjangoServer.VIDEO).stream()
                .filter(call -> call.body().path("user").asLong() == 1_002))
        .hasSize(3);
  }

  @Test
  void noMoreThanTenPostersAreHandedOverAtOnce() {
    DJANGO.failWith(call -> Fault.slow(200));

    saves.saved("autumn", saves.madeRun(24));

    assertThat(DJANGO.mostActive()).isBetween(3, 10);
  }

  @Test
  void anEmptyListIsAcceptedAndEndsAtOnce() {
    String id = saves.save("autumn", List.of()).body().path("jobId").asString();

    assertThat(saves.awaitEnd(id).path("status").asString()).isEqualTo("completed");
    assertThat(saves.stream(id).getLast().event()).isEqualTo("complete");
  }

  @Test
  void theOlderRouteAnswersWhenAllIsSaved() {
    String run = saves.madeRun(3);
    DJANGO.failWith(call ->
        call.body().path("user").asLong() == 1_003 ? Fault.status(400, "no such user") : null);

    Answer answer =
        client.postJson(
            "/api/save-bulk-posters-sync",
            Map.of("posterName", "autumn", "posters", saves.postersForSave(run).path("posters")));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().propertyNames())
        .containsExactlyInAnyOrder("success", "results", "successCount", "failureCount");
    assertThat(answer.body().path("successCount").asInt()).isEqualTo(2);
    assertThat(answer.body().path("results").path(2).path("error").asString())
        .isEqualTo("Video API failed: 400 - no such user");
    assertThat(answer.body().path("results").path(0).path("userId").asLong()).isEqualTo(1_001);
  }

  @Test
  void aWholeRunIsSavedListedAndCancelledByItsId() {
    DJANGO.failWith(call -> Fault.slow(1_000));
    String run = saves.madeRun(30);
    JsonNode before = client.get("/api/posters/runs/" + run + "/saving").body();
    assertThat(before.path("available").asBoolean()).isTrue();
    assertThat(before.path("posters").asInt()).isEqualTo(30);
    assertThat(before.path("saved").asInt()).isZero();

    Answer started = client.postJson("/api/posters/saves", Map.of("run", run, "name", "autumn"));

    assertThat(started.status()).isEqualTo(202);
    String id = started.body().path("id").asString();
    assertThat(started.raw().headers().firstValue("Location")).hasValue("/api/posters/saves/" + id);
    JsonNode list = client.get("/api/posters/saves?run=" + run).body();
    assertThat(list.path("saves").findValuesAsString("id")).containsExactly(id);
    assertThat(client.post("/api/posters/saves/" + id + "/cancel").status()).isEqualTo(200);
    JsonNode ended = saves.awaitEnd(id);
    assertThat(ended.path("processed").asInt()).isEqualTo(30);
    assertThat(client.post("/api/posters/saves/" + id + "/cancel").status()).isEqualTo(409);
    int saved = client.get("/api/posters/runs/" + run + "/saving").body().path("saved").asInt();
    assertThat(saved).isEqualTo(ended.path("success_count").asInt()).isLessThan(30);
    assertThat(saves.stream(id).getLast().event()).isEqualTo("complete");
  }

  @Test
  void theHealthSaysWherePostersAreSavedTo() {
    assertThat(client.get("/health").body().path("save_target").asString())
        .isEqualTo("DJANGO_API_URL");
  }
}
