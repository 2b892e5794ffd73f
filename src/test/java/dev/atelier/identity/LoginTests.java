package dev.atelier.identity;

import static dev.atelier.identity.AuthClient.PASSWORD;
import static dev.atelier.identity.LocalAccessTests.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@IntegrationTest
class LoginTests {

  private static final String UNKNOWN = "nobody";

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired MeterRegistry meters;
  @Autowired PasswordHashes passwords;

  private AuthClient client = new AuthClient(0);

  @BeforeEach
  void startWithAda() {
    jdbc.sql("delete from identity.users").update();
    jdbc.sql("delete from identity.sign_in").update();
    client = new AuthClient(port);
    client.register("ada");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/auth/login", "/api/auth/login/"})
  void theNameAndPasswordGiveAToken(String path) {
    Answer answer = client.post(path, Map.of("username", "ada", "password", PASSWORD));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().propertyNames())
        .containsExactly("access_token", "token_type", "user_id", "username");
    assertThat(client.me(AuthClient.token(answer)).json().path("username").asString())
        .isEqualTo("ada");
  }

  @Test
  void theAddressIsNoName() {
    assertThat(client.login("ada@example.com", PASSWORD).status()).isEqualTo(401);
  }

  @Test
  void aMissingFieldIsNamed() {
    Answer answer = client.post("/api/auth/login", Map.of("username", "ada"));

    assertRefused(answer, 422, "validation_failed");
    assertThat(answer.json().path("errors").path(0).path("field").asString()).isEqualTo("password");
  }

  @Test
  void a12_nobodyIsRefusedLikeAWrongPassword() {
    Answer wrong = client.login("ada", "wrong-password");

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.header("WWW-Authenticate")).containsExactly("Bearer");
    assertThat(wrong.json().path("detail").asString()).isEqualTo("Incorrect username or password");
    for (String name : List.of(UNKNOWN, "", "a".repeat(5000), "a\u0000b", "a\ud800")) {
      assertThat(comparable(client.login(name, "wrong-password"))).isEqualTo(comparable(wrong));
    }
    assertThat(comparable(client.login("ada", "wrong".repeat(20)))).isEqualTo(comparable(wrong));
  }

  @Test
  void a12_everyRefusalCostsOneHash() {
    for (String name : List.of("ada", UNKNOWN, "a\u0000b", "")) {
      for (String password : List.of("wrong-password", "é".repeat(37), "a\u0000", "")) {
        long before = meters.get("atelier.password.hashes").timer().count();
        assertThat(client.login(name, password).status()).isEqualTo(401);
        assertThat(meters.get("atelier.password.hashes").timer().count()).isEqualTo(before + 1);
      }
    }
  }

  @Test
  void a13_whatFollows72BytesCounts() {
    String longest = "é".repeat(36);
    client.register("long", "long@example.com", longest);

    assertThat(client.login("long", longest).status()).isEqualTo(200);
    assertThat(client.login("long", longest + "x").status()).isEqualTo(401);
    assertThat(client.login("long", "é".repeat(37)).status()).isEqualTo(401);
  }

  @Test
  void a13_aNulCounts() {
    assertThat(client.login("ada", PASSWORD + "\u0000").status()).isEqualTo(401);
    assertThat(client.login("ada", PASSWORD + "\u0000" + PASSWORD).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2a", "2b", "2y"})
  void hashesMadeElsewhereOpenTheirAccounts(String version) {
    String hash = passwords.hash("brought along").replaceFirst("2a", version);
    jdbc.sql("update identity.users set password_hash = :hash").param("hash", hash).update();

    assertThat(client.login("ada", "brought along").status()).isEqualTo(200);
    assertThat(client.login("ada", PASSWORD).status()).isEqualTo(401);
  }

  @Test
  void a14_theEleventhGuessIsRefusedEvenWhenRight() {
    for (int guess = 0; guess < 10; guess++) {
      String name = guess % 2 == 0 ? "ada" : "ADA ";
      assertThat(client.login(name, "guess", "X-Forwarded-For: 203.0.113." + guess).status())
          .isEqualTo(401);
    }

    Answer refused = client.login("ada", PASSWORD, "X-Forwarded-For: 203.0.113.77");

    assertRefused(refused, 429, "too_many_sign_ins");
    assertThat(Integer.parseInt(refused.header("Retry-After").getFirst())).isBetween(800, 900);
    assertThat(client.login(UNKNOWN, "guess").status()).isEqualTo(401);
    assertThat(client.register("bob").status()).isEqualTo(201);
    assertThat(client.login("bob", PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void a14_whoIsElsewhereStillGetsIn() throws Exception {
    for (int guess = 0; guess < 11; guess++) {
      client.login("ada", "guess");
    }

    assertThat(client.login("ada", PASSWORD).status()).isEqualTo(429);
    assertThat(loginFrom("127.0.0.2")).isEqualTo(200);
  }

  @Test
  void a14_gettingInMakesTheFailuresForgotten() {
    for (int round = 0; round < 3; round++) {
      for (int guess = 0; guess < 9; guess++) {
        client.login("ada", "guess");
      }
      assertThat(client.login("ada", PASSWORD).status()).isEqualTo(200);
    }
  }

  @Test
  void a14_manyGuessesAtOnceAreNoMoreThanOneByOne() throws Exception {
    try (ExecutorService crowd = Executors.newFixedThreadPool(20)) {
      List<Future<Integer>> statuses =
          IntStream.range(0, 20)
              .mapToObj(_ -> crowd.submit(() -> client.login("ada", "guess").status()))
              .toList();
      List<Integer> answers = new ArrayList<>();
      for (Future<Integer> status : statuses) {
        answers.add(status.get());
      }

      assertThat(answers).containsOnly(401, 429);
      assertThat(answers).filteredOn(status -> status == 401).hasSize(10);
    }
  }

  @Test
  void a15_whenTooManyWaitTheNextIsToldToComeBackAndOthersAreServed() {
    String token = client.token("bob");
    CountDownLatch release = new CountDownLatch(1);
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        PasswordHashesTests.fill(passwords, crowd, release);

        Answer refused = client.login("ada", PASSWORD);
        assertRefused(refused, 503, "busy");
        assertThat(refused.header("Retry-After")).containsExactly("2");
        assertRefused(client.register("carol"), 503, "busy");
        assertThat(client.me(token).status()).isEqualTo(200);
        assertThat(RawHttp.request(port, "GET", "/api/health").status()).isEqualTo(200);
      } finally {
        release.countDown();
      }
    }
    assertThat(client.login("ada", PASSWORD).status()).isEqualTo(200);
  }

  private int loginFrom(String address) throws IOException, InterruptedException {
    String body =
        JsonMapper.shared().writeValueAsString(Map.of("username", "ada", "password", PASSWORD));
    try (HttpClient elsewhere =
        HttpClient.newBuilder().localAddress(InetAddress.getByName(address)).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/auth/login"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return elsewhere.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static String comparable(Answer answer) {
    List<String> headers =
        answer.headers().stream()
            .filter(line -> !line.startsWith("X-Request-Id") && !line.startsWith("Date"))
            .toList();
    return answer.status()
        + headers.toString()
        + answer.body().replaceAll("requestId\":\"[^\"]*", "");
  }
}
