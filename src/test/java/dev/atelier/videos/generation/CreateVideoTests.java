package dev.atelier.videos.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.providers.flow.FlowStandIn;
import dev.atelier.videos.generation.StudioClient.Answer;
import dev.atelier.videos.generation.StudioClient.User;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@GenerationTest
class CreateVideoTests {

  private static final FlowStandIn FLOW = GenerationTest.WithFlow.FLOW;

  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;
  private StudioClient studio;

  @BeforeEach
  void open() {
    studio = StudioClient.on(port);
    FLOW.hold(false).doneAfter(1).trouble(call -> null);
  }

  @AfterEach
  void drain() {
    FLOW.hold(false).doneAfter(1).trouble(call -> null);
    QueueDrain.await(jdbc);
  }

  private static List<Answer> atOnce(int count, Callable<Answer> call) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(IntStream.range(0, count).mapToObj(i -> call).toList()).stream()
          .map(future -> future.resultNow())
          .toList();
    }
  }

  @Test
  void aPromptBecomesAVideoThatCanBePlayed() {
    User user = studio.user();

    Answer created =
        user.create(Map.of("prompt", "A paper boat sails", "aspectRatio", "16:9", "seed", 7));

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text("status")).isEqualTo("pending");
    assertThat(created.text("videoUrl")).isEmpty();
    assertThat(created.json().path("assets").isEmpty()).isTrue();
    assertThat(created.json().has("queuePosition")).isTrue();
    assertThat(created.json().path("estimatedWaitSeconds").asLong()).isPositive();
    String id = created.text("id");
    JsonNode video = user.awaitStatus(id, "completed");
    assertThat(video.path("videoUrl").asString()).isEqualTo("/media/videos/" + id + ".mp4");
    assertThat(video.path("durationSeconds").asInt()).isEqualTo(1);
    assertThat(video.path("assets").size()).isEqualTo(2);
    Answer played = studio.get(video.path("videoUrl").asString(), null, "Range", "bytes=4-7");
    assertThat(played.status()).isEqualTo(206);
    assertThat(played.response().body()).isEqualTo("ftyp".getBytes());
    assertThat(played.header("Content-Type")).isEqualTo("video/mp4");
    Answer thumbnail = studio.get(video.path("thumbnailUrl").asString(), null);
    assertThat(thumbnail.header("Content-Type")).isEqualTo("image/jpeg");
    JsonNode sent = FLOW.submits().getLast().body().path("requests").path(0);
    assertThat(sent.path("seed").asInt()).isEqualTo(7);
    assertThat(sent.path("aspectRatio").asString()).isEqualTo("VIDEO_ASPECT_RATIO_LANDSCAPE");
    assertThat(user.get("/videos/" + id + "/job").text("status")).isEqualTo("succeeded");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | prompt",
        "{\"prompt\": \"\"} | prompt",
        "{\"prompt\": \"   \"} | prompt",
        "{\"prompt\": 7} | prompt",
        "{\"prompt\": null} | prompt",
        "{\"prompt\": \"a\\u0000b\"} | prompt",
        "{\"prompt\": \"a\\ud800b\"} | prompt",
        "[] | prompt",
        "{\"prompt\": \"x\", \"seed\": 2147483648} | seed",
        "{\"prompt\": \"x\", \"seed\": -1} | seed",
        "{\"prompt\": \"x\", \"seed\": 1.5} | seed",
        "{\"prompt\": \"x\", \"aspectRatio\": \"3:2\"} | aspectRatio",
        "{\"prompt\": \"x\", \"videoModelKey\": \"a b\"} | videoModelKey",
        "{\"prompt\": \"x\", \"sceneId\": \"../x\"} | sceneId",
        "{\"prompt\": \"x\", \"sourceVideoId\": \"x\"} | sourceVideoId",
        "{\"prompt\": \"x\", \"sourceVideoId\": \"00000000-0000-4000-8000-000000000000\"}"
            + " | sourceVideoId",
      })
  void v19WhatCannotBeMadeIsRefusedByItsFieldAndCostsNoWait(String body, String field) {
    User user = studio.user();

    Answer refused = user.create(body.getBytes());

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("errors").path(0).path("field").asString()).isEqualTo(field);
    assertThat(user.create("Now it can").status()).isEqualTo(201);
  }

  @Test
  void v19APromptHasAtMost2000Characters() {
    assertThat(studio.user().create("😀".repeat(2_001)).status()).isEqualTo(422);
    assertThat(studio.user().create("x".repeat(10_240)).status()).isEqualTo(422);
    assertThat(studio.user().create("😀".repeat(2_000)).status()).isEqualTo(201);
  }

  @Test
  void a19WhatIsNotForClientsToSayIsNotHeard() {
    User user = studio.user();
    UUID other = UUID.randomUUID();

    Answer created =
        user.create(
            Map.of(
                "prompt",
                "A boat",
                "id",
                other,
                "userId",
                other,
                "user_id",
                other,
                "status",
                "completed",
                "likes",
                99,
                "ranking_score",
                99,
                "created_at",
                "2000-01-01T00:00:00Z"));

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text("id")).isNotEqualTo(other.toString());
    assertThat(created.text("userId")).isNotEqualTo(other.toString());
    assertThat(created.text("status")).isEqualTo("pending");
    assertThat(created.json().path("likes").asInt()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/videos/create", "/generate-video", "/generation-status"})
  void a1StrangersMakeNothing(String path) {
    Answer refused =
        studio.send("POST", path, "no-token", Map.of("prompt", "x", "operationName", "x"));

    assertThat(refused.status()).isEqualTo(401);
  }

  @Test
  void v5ManyAtOnceByOneUserAreOneVideoAndAreToldToWait() throws Exception {
    User user = studio.user();

    List<Answer> answers = atOnce(20, () -> user.create("A boat"));

    assertThat(answers.stream().filter(it -> it.status() == 201)).hasSize(1);
    assertThat(answers.stream().filter(it -> it.status() == 429))
        .hasSize(19)
        .allSatisfy(refused -> {
          int wait = Integer.parseInt(refused.header("Retry-After"));
          assertThat(wait).isBetween(1, 120);
          assertThat(refused.text("message"))
              .isEqualTo("Please wait %d seconds before creating another video".formatted(wait));
        });
    String id = answers.stream().filter(it -> it.status() == 201).findFirst().get().text("id");
    assertThat(user.post("/videos/" + id + "/recreate", null).status()).isEqualTo(429);
  }

  @Test
  void v5TheWaitIsGivenBackWhenTheVideoFails() {
    User user = studio.user();
    String id = user.made("What nobody may film");

    JsonNode video = user.awaitStatus(id, "failed");

    assertThat(video.path("failureReason").asString()).isEqualTo("The prompt violates a policy");
    assertThat(user.create("Something else").status()).isEqualTo(201);
  }

  @Test
  void v6AFullQueueRefusesAtOnceAndKeepsNothing() throws Exception {
    FLOW.hold(true);
    List<User> users = IntStream.range(0, 30).mapToObj(i -> studio.user()).toList();
    long videos = count("videos.videos");
    var next = users.iterator();

    List<Answer> answers =
        atOnce(
            30,
            () -> {
              User user;
              synchronized (next) {
                user = next.next();
              }
              return user.create("A boat");
            });

    assertThat(answers.stream().filter(it -> it.status() == 201)).hasSize(11);
    List<Answer> refused = answers.stream().filter(it -> it.status() == 503).toList();
    assertThat(refused)
        .hasSize(19)
        .allSatisfy(answer -> {
          assertThat(answer.text("error")).isEqualTo("queue_full");
          assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        });
    assertThat(count("videos.videos")).isEqualTo(videos + 11);
    assertThat(count("videos.cooldowns where until > now()")).isGreaterThanOrEqualTo(11);
    List<Integer> places =
        answers.stream()
            .filter(it -> it.status() == 201)
            .map(it -> it.json().path("queuePosition").asInt())
            .sorted()
            .toList();
    assertThat(places).isEqualTo(IntStream.rangeClosed(0, 10).boxed().toList());
  }

  private long count(String what) {
    return jdbc.sql("select count(*) from " + what).query(Long.class).single();
  }

  @Test
  void v7OneIsMadeAtATimeInTheOrderTheyCame() {
    int before = FLOW.submits().size();
    FLOW.hold(true).forget();
    List<User> users = IntStream.range(0, 4).mapToObj(i -> studio.user()).toList();
    List<String> ids = users.stream().map(user -> user.made("A boat")).toList();
    users.getFirst().awaitStatus(ids.getFirst(), "processing");
    JsonNode job = users.get(2).get("/videos/" + ids.get(2) + "/job").json();
    assertThat(job.path("status").asString()).isEqualTo("queued");
    assertThat(job.path("queuePosition").asInt()).isEqualTo(2);

    FLOW.hold(false);

    for (int i = 0; i < 4; i++) {
      users.get(i).awaitStatus(ids.get(i), "completed");
    }
    assertThat(FLOW.mostActive()).isEqualTo(1);
    List<String> scenes =
        ids.stream()
            .map(id ->
                jdbc.sql("select scene_id from videos.videos where id = :id::uuid")
                    .param("id", id)
                    .query(String.class)
                    .single())
            .toList();
    assertThat(FLOW.submits().stream().skip(before).map(FlowStandIn.Call::sceneId))
        .containsExactlyElementsOf(scenes);
  }

  @Test
  void placesAndEndsAreToldLive() {
    FLOW.hold(true);
    User first = studio.user();
    User second = studio.user();
    String blocking = first.made("A boat");
    String id = second.made("A ship");
    first.awaitStatus(blocking, "processing");
    FLOW.hold(false);
    second.awaitStatus(id, "completed");

    Answer events = second.get("/videos/" + id + "/events", "Accept", "text/event-stream");

    String stream = new String(events.response().body());
    assertThat(stream).contains("event: queued").contains("\"queuePosition\":1");
    assertThat(stream.indexOf("event: processing"))
        .isGreaterThan(stream.indexOf("event: queued"))
        .isLessThan(stream.indexOf("event: completed"));
    assertThat(first.get("/videos/" + id + "/events").status()).isEqualTo(404);
  }

  @Test
  void aVideoIsMadeAgainByWhoeverSeesItWithItsOrigin() {
    User owner = studio.user();
    User other = studio.user();
    String id = owner.made("A boat");
    assertThat(other.post("/videos/" + UUID.randomUUID() + "/recreate", null).status())
        .isEqualTo(404);
    owner.awaitStatus(id, "completed");

    Answer again = other.post("/videos/" + id + "/recreate", null);

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.text("sourceVideoId")).isEqualTo(id);
    assertThat(again.text("prompt")).isEqualTo("A boat");
    assertThat(again.text("userId")).isNotEqualTo(owner.video(id).text("userId"));
    other.awaitStatus(again.text("id"), "completed");
  }

  @Test
  void v16AnUnfinishedVideoOfAnotherIsNotThere() {
    FLOW.hold(true);
    User owner = studio.user();
    String id = owner.made("A boat");
    User other = studio.user();

    assertThat(other.video(id).status()).isEqualTo(404);
    assertThat(other.post("/videos/" + id + "/recreate", null).status()).isEqualTo(404);
    assertThat(other.post("/videos/" + id + "/cancel", null).status()).isEqualTo(404);
    assertThat(other.get("/videos/" + id + "/job").status()).isEqualTo(404);
  }

  @Test
  void p18AWaitingVideoIsCancelledForNothingAndARunningOneOnce() {
    FLOW.hold(true);
    User first = studio.user();
    User second = studio.user();
    String running = first.made("A boat");
    first.awaitStatus(running, "processing");
    String waiting = second.made("A ship");
    int submits = FLOW.submits().size();

    assertThat(second.post("/videos/" + waiting + "/cancel", null).status()).isEqualTo(200);
    assertThat(second.video(waiting).text("failureReason")).isEqualTo("Cancelled");
    assertThat(second.create("Another").status()).isEqualTo(201);
    assertThat(first.post("/videos/" + running + "/cancel", null).status()).isEqualTo(200);
    assertThat(first.create("Another").status()).isEqualTo(429);
    Answer twice = first.post("/videos/" + running + "/cancel", null);

    assertThat(twice.status()).isEqualTo(400);
    assertThat(twice.text("message")).isEqualTo("Job cannot be cancelled");
    assertThat(FLOW.submits().stream().skip(submits))
        .noneSatisfy(call -> assertThat(call.body().toString()).contains("A ship"));
  }
}
