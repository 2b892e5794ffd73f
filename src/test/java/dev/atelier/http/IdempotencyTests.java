package dev.atelier.http;

import static dev.atelier.http.ProblemTests.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@HttpTest
class IdempotencyTests {

  private static final String BODY = "{\"text\":\"a\",\"count\":1}";

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired ProbeController probe;
  @Autowired IdempotencyRepository keys;

  private final String key = UUID.randomUUID().toString();

  @BeforeEach
  void reset() {
    probe.reset();
  }

  @Test
  void aRepeatedRequestGetsTheFirstAnswerP15() {
    Answer first = post("/api/probe/orders", key, BODY);
    Answer second = post("/api/probe/orders", key, BODY);

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    assertThat(second.header("Location")).isEqualTo(first.header("Location")).isNotEmpty();
    assertThat(second.header("Idempotency-Replayed")).containsExactly("true");
    assertThat(probe.orders()).isEqualTo(1);
  }

  @Test
  void withoutAKeyEveryRequestCounts() {
    post("/api/probe/orders", null, BODY);
    post("/api/probe/orders", null, BODY);

    assertThat(probe.orders()).isEqualTo(2);
  }

  @Test
  void aKeyIsForOneRequestOnlyP16() {
    post("/api/probe/orders", key, BODY);

    assertProblem(
        post("/api/probe/orders", key, "{\"text\":\"b\",\"count\":1}"),
        422,
        "idempotency_key_reused");
    assertThat(post("/api/probe/orders?x=1", key, BODY).status()).isEqualTo(422);
    assertThat(post("/api/probe/notes", key, BODY).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "k\u00e4y", "\ttab\tinside"})
  void aKeyThatNobodyCanReadIsRefusedP16(String unreadable) {
    assertProblem(post("/api/probe/orders", unreadable, BODY), 400, "invalid_idempotency_key");
    assertThat(probe.orders()).isZero();
  }

  @Test
  void aKeyMayBe255CharactersLongP16() {
    assertThat(post("/api/probe/orders", "k".repeat(256), BODY).status()).isEqualTo(400);
    assertThat(post("/api/probe/orders", "k".repeat(255), BODY).status()).isEqualTo(201);
  }

  @Test
  void whatWasRefusedMayBeTriedAgainP16() {
    assertThat(post("/api/probe/orders", key, "{\"text\":\"\"}").status()).isEqualTo(422);
    assertThat(post("/api/probe/orders", key, "{\"text\":").status()).isEqualTo(400);
    probe.failNext();
    assertThat(post("/api/probe/orders", key, BODY).status()).isEqualTo(500);

    Answer answer = post("/api/probe/orders", key, BODY);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Idempotency-Replayed")).isEmpty();
  }

  @Test
  void ofManyAtOnceOneIsAnsweredP16() throws Exception {
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch start = new CountDownLatch(1);
      Callable<Answer> caller =
          () -> {
            start.await();
            return post("/api/probe/orders", key, BODY);
          };
      List<Future<Answer>> futures =
          IntStream.range(0, 100).mapToObj(_ -> callers.submit(caller)).toList();
      start.countDown();

      int made = 0;
      for (Future<Answer> future : futures) {
        Answer answer = future.get(120, TimeUnit.SECONDS);
        if (answer.status() == 409) {
          assertThat(answer.header("Retry-After")).containsExactly("1");
        } else {
          assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
          made += answer.header("Idempotency-Replayed").isEmpty() ? 1 : 0;
        }
      }
      assertThat(made).isEqualTo(1);
      assertThat(probe.orders()).isEqualTo(1);
    }
  }

  @Test
  void aRequestInProgressIsNotRunTwiceP16() throws Exception {
    probe.holdNext();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> first = callers.submit(() -> post("/api/probe/orders", key, BODY));
      probe.awaitHeld();

      Answer second = post("/api/probe/orders", key, BODY);
      probe.letGo();

      assertProblem(second, 409, "idempotency_key_in_progress");
      assertThat(second.header("Retry-After")).containsExactly("1");
      assertThat(first.get(60, TimeUnit.SECONDS).status()).isEqualTo(201);
    }
  }

  @Test
  void aNodeThatDiedHoldsAKeyForHalfAMinuteAndTheRetryMakesTheSameP17() {
    post("/api/probe/orders", key, BODY);
    abandon("held_until = now() + interval '30 seconds'");
    assertThat(post("/api/probe/orders", key, BODY).status()).isEqualTo(409);

    abandon("held_until = now() - interval '1 second'");
    Answer retried = post("/api/probe/orders", key, BODY);

    assertThat(retried.status()).isEqualTo(201);
    assertThat(probe.made()).hasSize(2);
    assertThat(probe.made().get(0)).isEqualTo(probe.made().get(1));
    assertThat(retried.body()).contains(probe.made().get(0).toString());
  }

  /** Leaves every key as it is found after the death of the node that held it. */
  private void abandon(String lease) {
    jdbc.sql("update http.idempotency_key set status = null, " + lease).update();
  }

  @Test
  void aLeaseIsExtendedWhileItsNodeLivesP17() {
    UUID holder = UUID.randomUUID();
    IdempotencyRepository.Name name = new IdempotencyRepository.Name("p", "/path", key);
    keys.claim(name, new byte[] {1}, holder);
    abandon("held_until = now() - interval '1 second'");

    keys.extend(List.of(holder));

    assertThat(keys.claim(name, new byte[] {1}, UUID.randomUUID()))
        .isInstanceOf(IdempotencyRepository.Claim.InProgress.class);
  }

  @Test
  void whoLostItsLeaseCannotAnswerForTheNextHolderP17() {
    UUID first = UUID.randomUUID();
    IdempotencyRepository.Name name = new IdempotencyRepository.Name("p", "/path", key);
    keys.claim(name, new byte[] {1}, first);
    abandon("held_until = now() - interval '1 second'");
    keys.claim(name, new byte[] {1}, UUID.randomUUID());

    keys.complete(first, new IdempotencyRepository.Answer(200, null, null, new byte[0]));

    assertThat(keys.claim(name, new byte[] {1}, UUID.randomUUID()))
        .isInstanceOf(IdempotencyRepository.Claim.InProgress.class);
  }

  @Test
  void afterADayAKeyIsNewP15() {
    post("/api/probe/orders", key, BODY);
    jdbc.sql("update http.idempotency_key set expires_at = now() - interval '1 second'").update();

    Answer answer = post("/api/probe/orders", key, "{\"text\":\"other\",\"count\":2}");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(probe.orders()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"application/json, 262145", "image/png, 1000", "text/html;charset=UTF-8, 1000"})
  void whatIsTooLargeOrAFileIsMadeAgainAndNotKeptP15(String type, int length) {
    Answer first = make(type, length);
    Answer second = make(type, length);

    assertThat(second.status()).as(second.toString()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body()).hasSize(length);
    assertThat(second.header("Idempotency-Replayed")).isEmpty();
    assertThat(probe.orders()).isEqualTo(2);
  }

  @Test
  void anAnswerOf256KbIsKeptP15() {
    Answer first = make("application/json", 262_144);
    Answer second = make("application/json", 262_144);

    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("Idempotency-Replayed")).containsExactly("true");
    assertThat(probe.orders()).isEqualTo(1);
  }

  private Answer make(String type, int length) {
    return post("/api/probe/made?length=%d&type=%s".formatted(length, type), key, "{}");
  }

  @Test
  void aLargeBodyIsComparedToItsEndP16() {
    String text = "x".repeat(900_000);
    Answer first = post("/api/probe/orders", key, "{\"text\":\"" + text + "a\",\"count\":1}");
    Answer same = post("/api/probe/orders", key, "{\"text\":\"" + text + "a\",\"count\":1}");
    Answer other = post("/api/probe/orders", key, "{\"text\":\"" + text + "b\",\"count\":1}");

    assertThat(first.status()).isEqualTo(201);
    assertThat(same.body()).isEqualTo(first.body());
    assertThat(same.header("Idempotency-Replayed")).containsExactly("true");
    assertProblem(other, 422, "idempotency_key_reused");
  }

  @Test
  void anUploadIsTheSameWithAnotherBoundaryP15() {
    Answer first = upload("boundary-one", "row");
    Answer second = upload("boundary-two", "row");
    Answer other = upload("boundary-one", "other");

    assertThat(first.status()).as(first.toString()).isEqualTo(200);
    assertThat(first.body()).contains("row");
    assertThat(second.header("Idempotency-Replayed")).containsExactly("true");
    assertThat(second.body()).isEqualTo(first.body());
    assertProblem(other, 422, "idempotency_key_reused");
  }

  private Answer upload(String boundary, String content) {
    String body =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"csv\"; filename=\"a.csv\"\r\n"
            + "Content-Type: text/csv\r\n\r\n"
            + content
            + "\r\n--"
            + boundary
            + "--\r\n";
    return post("/api/probe/uploads", key, body, "multipart/form-data; boundary=" + boundary);
  }

  private Answer post(String path, @Nullable String name, String body) {
    return post(path, name, body, "application/json");
  }

  private Answer post(String path, @Nullable String name, String body, String type) {
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\nContent-Type: %s\r\n"
            .formatted(path, port, type);
    String keyLine = name == null ? "" : "Idempotency-Key: " + name + "\r\n";
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return RawHttp.sendBytes(
        port,
        (head + keyLine + "Content-Length: " + bytes.length + "\r\n\r\n" + body)
            .getBytes(StandardCharsets.UTF_8));
  }
}
