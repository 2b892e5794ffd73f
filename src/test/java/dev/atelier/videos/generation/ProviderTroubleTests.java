package dev.atelier.videos.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.providers.flow.FlowStandIn;
import dev.atelier.providers.flow.FlowStandIn.Trouble;
import dev.atelier.videos.generation.StudioClient.Answer;
import dev.atelier.videos.generation.StudioClient.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
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
class ProviderTroubleTests {

  private static final FlowStandIn FLOW = GenerationTest.WithFlow.FLOW;

  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;
  private StudioClient studio;
  private int submitsBefore;

  @BeforeEach
  void open() {
    studio = StudioClient.on(port);
    FLOW.hold(false).doneAfter(1).trouble(call -> null);
    submitsBefore = FLOW.submits().size();
  }

  @AfterEach
  void drain() {
    FLOW.hold(false).doneAfter(1).trouble(call -> null);
    QueueDrain.await(jdbc);
  }

  private int submits() {
    return FLOW.submits().size() - submitsBefore;
  }

  @Test
  void v8ALostAnswerIsAskedForByTheSceneAndNothingIsSentTwice() {
    AtomicInteger lost = new AtomicInteger();
    FLOW.trouble(call ->
        call.submit() && lost.getAndIncrement() == 0 ? new Trouble(0, Map.of(), "", true) : null);
    User user = studio.user();
    String id = user.made("A boat");

    user.awaitStatus(id, "completed");

    assertThat(submits()).isEqualTo(1);
    assertThat(FLOW.polls().stream().anyMatch(call -> call.operation().isEmpty())).isTrue();
  }

  @Test
  void v8APromptThatNeverArrivedIsSentAgainOnceThatIsCertain() {
    AtomicInteger lost = new AtomicInteger();
    FLOW.trouble(
        call -> call.submit() && lost.getAndIncrement() == 0 ? Trouble.of(502, "gateway") : null);
    User user = studio.user();
    String id = user.made("A boat");

    user.awaitStatus(id, "completed");

    assertThat(submits()).isEqualTo(2);
    assertThat(FLOW.polls().stream().filter(call -> call.operation().isEmpty()).count())
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void v8WhatANodeLeftInTheMiddleOfSendingIsLookedUpFirst() {
    FLOW.hold(true);
    User user = studio.user();
    String id = user.made("A boat");
    user.awaitStatus(id, "processing");
    QueueDrain.awaitOperation(jdbc, id);
    // As if the node had died before it could keep the name.
    jdbc.sql("update videos.video_jobs set submission = 'SENDING' where video_id = :id::uuid")
        .param("id", id)
        .update();
    jdbc.sql("update videos.videos set operation_name = null where id = :id::uuid")
        .param("id", id)
        .update();
    FLOW.hold(false);

    user.awaitStatus(id, "completed");

    assertThat(submits()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403})
  void p21ARefusedPromptFailsAfterOneCall(int status) {
    FLOW.trouble(call -> call.submit() ? Trouble.of(status, "{\"error\":\"no\"}") : null);
    User user = studio.user();
    String id = user.made("A boat");

    JsonNode video = user.awaitStatus(id, "failed");

    assertThat(submits()).isEqualTo(1);
    assertThat(video.path("failureReason").asString())
        .contains(status == 401 ? "FLOW_ACCESS_TOKEN" : "status " + status)
        .doesNotContain("token-1");
  }

  @Test
  void p20AThrottledPromptIsSentWhenTheProviderLikes() {
    AtomicInteger calls = new AtomicInteger();
    FLOW.trouble(call ->
        call.submit() && calls.getAndIncrement() == 0
            ? new Trouble(429, Map.of("Retry-After", "1"), "", false)
            : null);
    User user = studio.user();

    user.awaitStatus(user.made("A boat"), "completed");

    assertThat(submits()).isEqualTo(2);
  }

  @Test
  void v9OnePollErrorDoesNotEndAJob() {
    AtomicInteger calls = new AtomicInteger();
    FLOW.trouble(
        call -> call.submit() || calls.getAndIncrement() > 1 ? null : Trouble.of(500, "later"));
    User user = studio.user();

    user.awaitStatus(user.made("A boat"), "completed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | {\"error\":\"no\"} | status 403",
        "200 | {\"operations\":[{\"operation\":{\"done\":true}}]} | gives none",
        "200 | {\"operations\":[{\"status\":\"SOMETHING_NEW\"}]} | timed out",
      })
  void v9WhatNeverEndsFailsWithAReasonAndFreesTheWorker(int status, String body, String reason) {
    FLOW.trouble(call -> call.submit() ? null : Trouble.of(status, body));
    User user = studio.user();
    String id = user.made("A boat");

    JsonNode video = user.awaitStatus(id, "failed");

    assertThat(video.path("failureReason").asString()).contains(reason);
    FLOW.trouble(call -> null);
    User next = studio.user();
    next.awaitStatus(next.made("A ship"), "completed");
  }

  @Test
  void v9ASyncStillFindsAVideoThatWasGivenUp() {
    FLOW.trouble(call -> call.submit() ? null : Trouble.of(403, "{}"));
    User user = studio.user();
    String id = user.made("A boat");
    user.awaitStatus(id, "failed");
    FLOW.trouble(call -> null);
    pause(id);

    Answer synced = user.post("/videos/" + id + "/sync-status", null);

    assertThat(synced.status()).isEqualTo(200);
    assertThat(synced.text("status")).isEqualTo("completed");
    assertThat(synced.text("videoUrl")).isNotEmpty();
    assertThat(user.get("/videos/" + id + "/job").text("status")).isEqualTo("succeeded");
  }

  /** Lets the two seconds pass in which nobody asks twice. */
  private void pause(String id) {
    jdbc.sql("update videos.video_jobs set polled_at = null where video_id = :id::uuid")
        .param("id", id)
        .update();
  }

  @Test
  void v10AForeignOperationIsNeverAttached() {
    User owner = studio.user();
    String id = owner.made("A boat");
    owner.awaitStatus(id, "completed");
    String path = "/videos/" + id + "/sync-status";
    String operation =
        jdbc.sql("select operation_name from videos.videos where id = :id::uuid")
            .param("id", id)
            .query(String.class)
            .single();

    Answer foreign = studio.user().post(path, null);
    assertThat(foreign.status()).isEqualTo(403);
    assertThat(foreign.text("message")).isEqualTo("Only the owner can sync this video");
    assertThat(owner.post(path, Map.of("operationName", "another")).status()).isEqualTo(409);
    assertThat(owner.post(path, Map.of("sceneId", "another")).status()).isEqualTo(409);
    assertThat(owner.post(path, Map.of("operationName", operation)).status()).isEqualTo(200);
    assertThat(owner.post(path, null).text("status")).isEqualTo("completed");
  }

  @Test
  void v10ManyWhoAskAtOnceAreOneQuestionToTheProvider() throws Exception {
    FLOW.hold(true);
    User user = studio.user();
    String id = user.made("A boat");
    QueueDrain.awaitOperation(jdbc, id);
    assertThat(user.post("/videos/" + id + "/cancel", null).status()).isEqualTo(200);
    QueueDrain.await(jdbc);
    pause(id);
    int before = FLOW.polls().size();
    Instant start = Instant.now();

    List<Integer> statuses;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      statuses =
          threads
              .invokeAll(
                  IntStream.range(0, 100)
                      .<java.util.concurrent.Callable<Integer>>mapToObj(
                          i -> () -> user.post("/videos/" + id + "/sync-status", null).status())
                      .toList())
              .stream()
              .map(future -> future.resultNow())
              .toList();
    }

    assertThat(statuses).containsOnly(200);
    // Whoever comes two seconds after a question asks the next one.
    long later = Duration.between(start, Instant.now()).toSeconds() / 2;
    assertThat((long) FLOW.polls().size() - before).isBetween(1L, 1 + later);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/x.mp4",
        "http://169.254.169.254/x.mp4",
        "http://[::1]/x.mp4",
        "http://127.0.0.1:PORT/files/thumbnail?x.mp4",
        "http://127.0.0.1:PORT/generate?.mp4",
      })
  void v11WhatIsNoVideoOrNoPublicPlaceIsNotFetched(String url) {
    String address = url.replace("PORT", Integer.toString(FLOW.port()));
    FLOW.trouble(call ->
        call.submit()
            ? null
            : Trouble.of(
                200,
                """
                {"operations": [{"operation": {"name": "x", "metadata": {"video": {"fifeUrl": "%s"}}},
                  "status": "MEDIA_GENERATION_STATUS_SUCCESSFUL"}]}
                """
                    .formatted(address)));
    User user = studio.user();
    String id = user.made("A boat");

    JsonNode video = user.awaitStatus(id, "failed");

    assertThat(video.path("failureReason").asString()).startsWith("The video cannot be kept");
    assertThat(user.get("/media/videos/" + id + ".mp4").status()).isEqualTo(404);
  }
}
