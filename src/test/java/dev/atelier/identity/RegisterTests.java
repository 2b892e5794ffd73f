package dev.atelier.identity;

import static dev.atelier.identity.AuthClient.PASSWORD;
import static dev.atelier.identity.LocalAccessTests.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.RawHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@IntegrationTest
class RegisterTests {

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;

  private AuthClient client = new AuthClient(0);

  @BeforeEach
  void forgetUsers() {
    jdbc.sql("delete from identity.users").update();
    client = new AuthClient(port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/auth/register", "/api/auth/register/"})
  void theSpecsExampleGetsItsToken(String path) {
    Answer answer =
        client.post(
            path,
            Map.of(
                "username", "testuser",
                "email", "test@example.com",
                "password", "securepassword123",
                "first_name", "Test",
                "last_name", "User"));

    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    JsonNode body = answer.json();
    assertThat(body.propertyNames())
        .containsExactly("access_token", "token_type", "user_id", "username");
    assertThat(body.path("token_type").asString()).isEqualTo("bearer");
    assertThat(body.path("username").asString()).isEqualTo("testuser");
    JsonNode me = client.me(AuthClient.token(answer)).json();
    assertThat(me)
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"id": "%s", "username": "testuser", "email": "test@example.com",
                     "first_name": "Test", "last_name": "User"}
                    """
                        .formatted(body.path("user_id").asString())));
  }

  @Test
  void theTokenSaysWhoAndForHowLong() {
    Answer answer = client.register("ada");

    String[] parts = AuthClient.token(answer).split("\\.");
    JsonNode header = decoded(parts[0]);
    JsonNode claims = decoded(parts[1]);
    assertThat(header)
        .isEqualTo(JsonMapper.shared().readTree("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"));
    assertThat(claims.propertyNames())
        .containsExactlyInAnyOrder("sub", "user_id", "exp", "iss", "jti", "iat");
    assertThat(claims.path("sub").asString()).isEqualTo("ada");
    assertThat(claims.path("user_id")).isEqualTo(answer.json().path("user_id"));
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(30 * 60);
  }

  @Test
  void aTakenNameOrAddressIsNamedTheNameFirst() {
    client.register("ada", "ada@example.com", PASSWORD);

    assertTaken(client.register("ada", "ada@example.com", PASSWORD), "Username already registered");
    assertTaken(client.register("bob", "ada@example.com", PASSWORD), "Email already registered");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Zoé", "ZOÉ", "Zoe\u0301", "zo\u200bé", "zoé ", " zoé", "\u2060zoé\ufeff", "ｚｏé"})
  void a16_namesThatLookAlikeAreOne(String twin) {
    assertThat(client.register("zoé", "one@example.com", PASSWORD).status()).isEqualTo(201);

    assertTaken(client.register(twin, "two@example.com", PASSWORD), "Username already registered");
    assertThat(client.login(twin, PASSWORD).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ada@Example.COM", "ADA@example.com", " ada@example.com"})
  void a16_addressesThatDifferInCaseAreOne(String twin) {
    assertThat(client.register("ada", "ada@example.com", PASSWORD).status()).isEqualTo(201);

    assertTaken(client.register("other", twin, PASSWORD), "Email already registered");
  }

  @Test
  void theDomainOfAnAddressIsKeptInLowerCase() {
    String token = AuthClient.token(client.register("ada", "U1@Example.COM", PASSWORD));

    assertThat(client.me(token).json().path("email").asString()).isEqualTo("U1@example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "Admin", "ROOT", "ope\u200brator", "ｒｏｏｔ", "me", "system "})
  void a16_reservedNamesAreRefused(String name) {
    assertInvalid(client.register(name, "a@example.com", PASSWORD), "username", "is reserved");
  }

  @Test
  void a16_ofFiftyAtOnceOneGetsTheName() throws Exception {
    Callable<Answer> registration =
        () -> {
          Answer answer = client.register("ada");
          // Fewer than fifty may work and wait; whoever is told to come back does so.
          while (answer.status() == 503) {
            answer = client.register("ada");
          }
          return answer;
        };
    try (ExecutorService crowd = Executors.newFixedThreadPool(50)) {
      List<Integer> statuses =
          crowd.invokeAll(Stream.generate(() -> registration).limit(50).toList()).stream()
              .map(Future::resultNow)
              .map(Answer::status)
              .sorted()
              .toList();

      assertThat(statuses.getFirst()).isEqualTo(201);
      assertThat(statuses.subList(1, 50)).containsOnly(400);
    }
    assertThat(jdbc.sql("select count(*) from identity.users").query(Long.class).single())
        .isEqualTo(1);
  }

  static Stream<Arguments> wrongFields() {
    return Stream.of(
        Arguments.of("username", null, "is required"),
        Arguments.of("username", "", "must not be blank"),
        Arguments.of("username", " \u200b\t", "must not be blank"),
        Arguments.of("username", "a".repeat(51), "must be at most 50 characters"),
        Arguments.of("username", "a\u0000b", "must have no control characters"),
        Arguments.of("username", "a\ud800b", "must have no control characters"),
        Arguments.of("email", null, "is required"),
        Arguments.of("email", "nobody", "is not an e-mail address"),
        Arguments.of("email", "a@localhost", "is not an e-mail address"),
        Arguments.of("email", "a b@example.com", "is not an e-mail address"),
        Arguments.of("email", "a@b@example.com", "is not an e-mail address"),
        Arguments.of("email", "a@-example.com", "is not an e-mail address"),
        Arguments.of("email", "a..b@example.com", "is not an e-mail address"),
        Arguments.of("email", "a\u0000@example.com", "is not an e-mail address"),
        Arguments.of("email", "a".repeat(250) + "@example.com", "is not an e-mail address"),
        Arguments.of("password", null, "is required"),
        Arguments.of("password", "", "must be at least 8 characters"),
        Arguments.of("password", "1234567", "must be at least 8 characters"),
        Arguments.of("first_name", "a".repeat(101), "must be at most 100 characters"),
        Arguments.of("last_name", "a\u0000", "must have no control characters"));
  }

  @ParameterizedTest
  @MethodSource("wrongFields")
  void aWrongFieldIsNamed(String field, String value, String message) {
    Map<String, Object> form = new HashMap<>();
    form.put("username", "ada");
    form.put("email", "ada@example.com");
    form.put("password", PASSWORD);
    form.put(field, value);

    assertInvalid(client.post("/api/auth/register", form), field, message);
  }

  @ParameterizedTest
  @CsvSource({"a,72,201", "a,73,422", "é,36,201", "é,37,422", "😀,18,201", "😀,19,422"})
  void a13_passwordsEndAt72Bytes(String letter, int times, int status) {
    assertThat(client.register("ada", "ada@example.com", letter.repeat(times)).status())
        .isEqualTo(status);
  }

  @Test
  void a13_aNulInAPasswordIsRefused() {
    assertInvalid(
        client.register("ada", "ada@example.com", "password\u0000x"),
        "password",
        "must have no control characters");
  }

  @Test
  void a19_whatIsNotAskedForIsIgnored() {
    Answer answer =
        client.post(
            "/api/auth/register",
            Map.of(
                "username", "ada",
                "email", "ada@example.com",
                "password", PASSWORD,
                "id", "00000000-0000-0000-0000-000000000000",
                "user_id", "00000000-0000-0000-0000-000000000000",
                "role", "operator",
                "operator", true,
                "created_at", "1970-01-01T00:00:00Z"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("user_id").asString()).doesNotStartWith("00000000");
    assertThat(
            jdbc.sql("select created_at > now() - interval '1 hour' from identity.users")
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void h5_onlyJsonIsRead() {
    byte[] form = "username=ada&email=ada%40example.com".getBytes(StandardCharsets.US_ASCII);
    for (String type : List.of("application/x-www-form-urlencoded", "text/plain")) {
      for (String path : List.of("/api/auth/register", "/api/auth/login")) {
        assertThat(client.send("POST", path, type, form).status()).isEqualTo(415);
      }
    }
  }

  @Test
  void noSecretIsKeptOfARequestWithAKey() {
    Map<String, Object> form =
        Map.of("username", "ada", "email", "ada@example.com", "password", PASSWORD);

    assertThat(client.post("/api/auth/register", form, "Idempotency-Key: k1").status())
        .isEqualTo(201);
    assertTaken(
        client.post("/api/auth/register", form, "Idempotency-Key: k1"),
        "Username already registered");
    assertThat(jdbc.sql("select count(*) from http.idempotency_key").query(Long.class).single())
        .isZero();
  }

  private static JsonNode decoded(String part) {
    return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(part));
  }

  private static void assertTaken(Answer answer, String detail) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.json().path("detail").asString()).isEqualTo(detail);
  }

  private static void assertInvalid(Answer answer, String field, String message) {
    assertRefused(answer, 422, "validation_failed");
    assertThat(answer.json().path("errors").values())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.path("field").asString()).isEqualTo(field);
          assertThat(error.path("message").asString()).isEqualTo(message);
        });
  }
}
