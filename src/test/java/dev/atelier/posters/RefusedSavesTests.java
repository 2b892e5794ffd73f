package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.posters.PosterClient.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What is asked to be saved and may not be: nothing of it reaches the Django API. */
@IntegrationTest
@Timeout(400)
class RefusedSavesTests extends SaveScene {

  @Test
  void rowsWithoutAUsableIdFailWithoutACall() {
    String run = saves.madeRun(2);
    List<Map<String, @Nullable Object>> posters = new ArrayList<>();
    for (Object id : new Object[] {0, "", "none", "abc", -4, "1e30", 1.5, List.of(1)}) {
      posters.add(poster(run, 0, "userId", id));
    }
    posters.add(poster(run, 0, "userId", null));
    posters.add(poster(run, 1, "userId", "1002.0"));

    String id = saves.save("autumn", posters).body().path("jobId").asString();

    JsonNode status = saves.awaitEnd(id);
    assertThat(status.path("success_count").asInt()).isEqualTo(1);
    assertThat(status.path("failure_count").asInt()).isEqualTo(9);
    JsonNode failed = client.get("/api/posters/saves/" + id + "/posters?state=failed").body();
    assertThat(failed.findValuesAsString("code")).containsOnly("missing_user_id").hasSize(9);
    assertThat(DJANGO.videos()).hasSize(1);
    assertThat(client.post("/api/posters/saves/" + id + "/retry").status()).isEqualTo(409);
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        Arguments.of("another's id", "userId", 1_002, "posters[1].userId"),
        Arguments.of("an id in vain", "userId", 99, "posters[1].userId"),
        Arguments.of("another's name", "username", "user2", "posters[1].username"),
        Arguments.of(
            "an address elsewhere",
            "posterUrl",
            "http://169.254.169.254/x.png",
            "posters[1].posterUrl"),
        Arguments.of(
            "a picture in the address",
            "posterUrl",
            "data:image/png;base64,AAAA",
            "posters[1].posterUrl"),
        Arguments.of(
            "a key that does not exist",
            "posterUrl",
            "/media/posters/00000000-0000-7000-8000-000000000000/00000000-0000-7000-8000-000000000000.png",
            "posters[1].posterUrl"),
        Arguments.of("the right key on another host", "posterUrl", "HOST", "posters[1].posterUrl"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void t20WhatIsNotTheStoredPosterIsRefusedAndNamed(
      String what, String field, Object value, String place) {
    String run = saves.madeRun(3);
    String stored = saves.postersForSave(run).path("posters").path(0).path("posterUrl").asString();
    Object forged = value.equals("HOST") ? stored.replaceFirst("//[^/]+", "//evil.example") : value;

    Answer answer = saves.save("autumn", List.of(poster(run, 1), poster(run, 0, field, forged)));

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    assertThat(answer.body().path("errors").findValuesAsString("field")).containsExactly(place);
    assertThat(answer.body().path("detail").asString()).startsWith(place);
    assertThat(DJANGO.calls()).isEmpty();
  }

  @Test
  void t20APosterThatIsNamedTwiceIsRefusedAndNamed() {
    String run = saves.madeRun(1);

    Answer answer = saves.save("autumn", List.of(poster(run, 0), poster(run, 0)));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("errors").findValuesAsString("field"))
        .containsExactly("posters[1].posterUrl");
    assertThat(DJANGO.calls()).isEmpty();
  }

  private Map<String, @Nullable Object> poster(String run, int index) {
    JsonNode given = saves.postersForSave(run).path("posters").path(index);
    Map<String, @Nullable Object> poster = new LinkedHashMap<>();
    poster.put("username", given.path("username").asString());
    poster.put("posterUrl", given.path("posterUrl").asString());
    poster.put("userId", given.path("userId").asLong());
    return poster;
  }

  private Map<String, @Nullable Object> poster(
      String run, int index, String field, @Nullable Object value) {
    Map<String, @Nullable Object> poster = poster(run, index);
    poster.put(field, value);
    return poster;
  }

  static Stream<Arguments> badRequests() {
    return Stream.of(
        Arguments.of("no name", "{\"posters\": []}", 422, "posterName"),
        Arguments.of("a blank name", "{\"posterName\": \" \", \"posters\": []}", 422, "posterName"),
        Arguments.of(
            "a name with NUL",
            "{\"posterName\": \"a\\u0000\", \"posters\": []}",
            422,
            "posterName"),
        Arguments.of(
            "half a pair", "{\"posterName\": \"a\\ud800\", \"posters\": []}", 422, "posterName"),
        Arguments.of("no posters", "{\"posterName\": \"a\"}", 422, "posters"),
        Arguments.of(
            "posters as text", "{\"posterName\": \"a\", \"posters\": \"b\"}", 422, "posters"),
        Arguments.of(
            "a null poster", "{\"posterName\": \"a\", \"posters\": [null]}", 422, "posters[0]"),
        Arguments.of(
            "no username",
            "{\"posterName\": \"a\", \"posters\": [{\"posterUrl\": \"u\"}]}",
            422,
            "posters[0].username"),
        Arguments.of(
            "no address",
            "{\"posterName\": \"a\", \"posters\": [{\"username\": \"u\"}]}",
            422,
            "posters[0].posterUrl"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRequests")
  void badRequestsAreRefusedWithTheFieldThatIsWrong(
      String what, String body, int status, String field) {
    Answer answer = client.postJsonText("/api/save-bulk-posters", body);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.body().path("errors").findValuesAsString("field")).containsExactly(field);
  }

  @Test
  void unknownSavesAreNotFound() {
    for (String path : List.of("/status", "/stream")) {
      Answer answer = client.get("/api/save-bulk-posters/save_none" + path);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body().path("detail").asString()).isEqualTo("Save job not found");
    }
  }

  @Test
  void idsThatWereMadeUpOfflineAreNobodysAndCannotBeSaved() {
    String run = saves.madeRun("username\nada\n");

    JsonNode save = saves.postersForSave(run);

    assertThat(save.path("totalPosters").asInt()).isZero();
    assertThat(save.path("totalMissingUserId").asInt()).isEqualTo(1);
    assertThat(save.path("missingUserIdPosters").path(0).asString()).isEqualTo("ada");
  }
}
