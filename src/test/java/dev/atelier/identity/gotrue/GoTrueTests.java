package dev.atelier.identity.gotrue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What GoTrue's clients are answered, beyond what supabase-js shows. */
@IntegrationTest
class GoTrueTests {

  private static final String PASSWORD = "correct horse battery";

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;

  @Test
  void a16_oneNameIsGivenOnceAndAccountsAreTheSameForEveryStudio() {
    String local = "ada-" + UUID.randomUUID().toString().substring(0, 8);
    JsonNode first = signUp(local + "@example.com").json();
    JsonNode second = signUp(local + "@example.org").json();

    String one = me(first).path("username").asString();
    String two = me(second).path("username").asString();
    assertThat(one).isEqualTo(local);
    assertThat(two).startsWith(local + "-").isNotEqualTo(one);
    assertThat(signUp("Operator@example.com").status()).isEqualTo(200);
    assertThat(post("/api/auth/login", Map.of("username", local, "password", PASSWORD)).status())
        .isEqualTo(200);
    // The page takes either.
    for (String login : new String[] {local, local + "@example.com"}) {
      assertThat(post("/api/session", Map.of("username", login, "password", PASSWORD)).status())
          .isEqualTo(200);
    }
  }

  @Test
  void a12_whoIsUnknownAndAWrongPasswordAreToldTheSame() {
    String email = address();
    signUp(email);

    Answer wrong = signIn(email, "not the password");
    Answer unknown = signIn(address(), "not the password");

    assertError(wrong, 400, "invalid_credentials");
    assertThat(unknown.body()).isEqualTo(wrong.body());
    assertThat(wrong.json().path("msg").asString()).isEqualTo("Invalid login credentials");
  }

  @Test
  void a13_aLongPasswordIsRefusedNotCut() {
    String email = address();
    assertError(
        post("/auth/v1/signup", Map.of("email", email, "password", "é".repeat(37))),
        400,
        "validation_failed");
    assertError(
        post("/auth/v1/signup", Map.of("email", email, "password", "short")), 422, "weak_password");
    post("/auth/v1/signup", Map.of("email", email, "password", "x".repeat(72)));
    assertError(signIn(email, "x".repeat(73)), 400, "invalid_credentials");
    assertThat(signIn(email, "x".repeat(72)).status()).isEqualTo(200);
  }

  @Test
  void a14_guessesByNameAndByAddressAreCountedTogether() {
    String local = "g-" + UUID.randomUUID();
    signUp(local + "@example.com");
    String name = me(signIn(local + "@example.com", PASSWORD).json()).path("username").asString();
    for (int guess = 0; guess < 5; guess++) {
      assertThat(signIn(local + "@example.com", "guess").status()).isEqualTo(400);
      post("/api/auth/login", Map.of("username", name, "password", "guess"));
    }

    Answer refused = signIn(local + "@example.com", PASSWORD);

    assertError(refused, 429, "over_request_rate_limit");
    assertThat(refused.header("Retry-After")).hasSize(1);
  }

  @Test
  void aUsedTokenEndsItsLoginWhenItsTimeIsOver() {
    JsonNode login = signUp(address()).json();
    JsonNode renewed = renew(login).json();
    assertThat(renew(login).json().path("refresh_token")).isEqualTo(renewed.path("refresh_token"));
    jdbc.sql(
            """
            update identity.login_session
            set renewed_at = now() - interval '11 seconds'
            where user_id = :user::uuid
            """)
        .param("user", login.path("user").path("id").asString())
        .update();

    assertError(renew(login), 400, "refresh_token_already_used");
    assertError(renew(renewed), 400, "refresh_token_not_found");
    assertError(user(renewed), 403, "session_not_found");
  }

  @Test
  void aLoginThatNobodyRenewedIsOver() {
    JsonNode login = signUp(address()).json();
    jdbc.sql(
            """
            update identity.login_session
            set renewed_at = now() - interval '31 days'
            where user_id = :user::uuid
            """)
        .param("user", login.path("user").path("id").asString())
        .update();

    assertError(renew(login), 400, "session_expired");
    assertError(renew(login), 400, "refresh_token_not_found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "\u0000", "ü"})
  void aTokenThatIsNotOursRenewsNothing(String token) {
    Answer answer = post("/auth/v1/token?grant_type=refresh_token", Map.of("refresh_token", token));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error_code").asString())
        .isIn("refresh_token_not_found", "validation_failed");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/auth/v1/token?grant_type=magic,{},400,unsupported_grant_type",
    "POST,/auth/v1/token,{},400,validation_failed",
    "POST,/auth/v1/token?grant_type=password,{},400,validation_failed",
    "POST,/auth/v1/signup,{,400,bad_json",
    "POST,/auth/v1/signup,'{\"email\":\"a\",\"password\":\"12345678\"}',400,validation_failed",
    "GET,/auth/v1/user,,401,no_authorization",
    "POST,/auth/v1/logout,{},401,no_authorization",
    "GET,/auth/v1/authorize?provider=google,,400,provider_disabled"
  })
  void whatIsWrongIsToldInTheFormThatClientsRead(
      String method, String path, String body, int status, String code) {
    assertError(send(method, path, body == null ? "" : body), status, code);
  }

  @Test
  void a2_whatIsNoTokenOfOursOpensNothing() {
    Answer answer =
        RawHttp.request(
            port, "GET", "/auth/v1/user", "Authorization: Bearer eyJhbGciOiJub25lIn0..");

    assertError(answer, 403, "bad_jwt");
  }

  @Test
  void aPasswordIsChangedAndOtherLoginsEnd() {
    String email = address();
    JsonNode other = signUp(email).json();
    JsonNode login = signIn(email, PASSWORD).json();

    Answer changed = put(login, Map.of("password", "another good password"));

    assertThat(changed.status()).isEqualTo(200);
    assertError(signIn(email, PASSWORD), 400, "invalid_credentials");
    assertThat(signIn(email, "another good password").status()).isEqualTo(200);
    assertThat(user(login).status()).isEqualTo(200);
    assertError(user(other), 403, "session_not_found");
    assertError(put(login, Map.of("password", "short")), 422, "weak_password");
    assertError(put(login, Map.of("email", address())), 422, "email_change_unsupported");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[1]}",
        "{\"data\":{\"a\":\"\\u0000\"}}",
        "{\"data\":{\"\\u0000\":1}}",
        "{\"data\":{\"a\":\"\\ud800\"}}",
        "{\"data\":{\"a\":1e400}}"
      })
  void a19_whatCannotBeKeptWithAUserIsRefused(String body) {
    JsonNode login = signUp(address()).json();

    Answer answer = send("PUT", "/auth/v1/user", body, bearer(login));

    assertThat(answer.status()).isBetween(400, 422);
    assertThat(answer.json().path("error_code").asString()).isNotEmpty();
  }

  @Test
  void whatIsPublicSaysWhatThereIs() {
    assertThat(get("/auth/v1/.well-known/jwks.json").body()).isEqualTo("{\"keys\":[]}");
    assertThat(get("/auth/v1/settings").json().path("external").path("email").asBoolean()).isTrue();
    assertThat(get("/auth/v1/health").json().path("name").asString()).isEqualTo("GoTrue");
    assertThat(get("/auth/v1/nothing").status()).isEqualTo(404);
  }

  @Test
  void h13_aListedPageMaySendWhatTheClientSends() {
    Answer preflight =
        RawHttp.request(
            port,
            "OPTIONS",
            "/auth/v1/token",
            "Origin: http://localhost:3000",
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: apikey,x-client-info,x-supabase-api-version");

    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.header("Access-Control-Allow-Origin"))
        .containsExactly("http://localhost:3000");
    assertThat(preflight.header("Access-Control-Allow-Headers").getFirst())
        .containsIgnoringCase("apikey")
        .containsIgnoringCase("x-client-info")
        .containsIgnoringCase("x-supabase-api-version")
        .containsIgnoringCase("x-instaveo-signature")
        .containsIgnoringCase("x-instaveo-timestamp")
        .containsIgnoringCase("idempotency-key");
    Answer evil =
        RawHttp.request(
            port,
            "OPTIONS",
            "/auth/v1/token",
            "Origin: https://evil.example",
            "Access-Control-Request-Method: POST");
    assertThat(evil.header("Access-Control-Allow-Origin")).isEmpty();
  }

  private static String address() {
    return "u" + UUID.randomUUID() + "@example.com";
  }

  private Answer signUp(String email) {
    return post("/auth/v1/signup", Map.of("email", email, "password", PASSWORD));
  }

  private Answer signIn(String email, String password) {
    return post("/auth/v1/token?grant_type=password", Map.of("email", email, "password", password));
  }

  private Answer renew(JsonNode login) {
    return post(
        "/auth/v1/token?grant_type=refresh_token",
        Map.of("refresh_token", login.path("refresh_token").asString()));
  }

  private Answer user(JsonNode login) {
    return RawHttp.request(port, "GET", "/auth/v1/user", bearer(login));
  }

  private JsonNode me(JsonNode login) {
    return RawHttp.request(port, "GET", "/api/auth/me", bearer(login)).json();
  }

  private Answer put(JsonNode login, Object body) {
    return send(
        "PUT", "/auth/v1/user", JsonMapper.shared().writeValueAsString(body), bearer(login));
  }

  private Answer get(String path) {
    return RawHttp.request(port, "GET", path);
  }

  private Answer post(String path, Object body) {
    return send("POST", path, JsonMapper.shared().writeValueAsString(body));
  }

  private static String bearer(JsonNode login) {
    return "Authorization: Bearer " + login.path("access_token").asString();
  }

  private Answer send(String method, String path, String body, String... headers) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    StringBuilder text =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    if (!body.isEmpty()) {
      text.append("Content-Type: application/json\r\nContent-Length: " + length + "\r\n");
    }
    text.append("Connection: close\r\n\r\n").append(body);
    return RawHttp.sendBytes(port, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void assertError(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().path("error_code").asString()).isEqualTo(code);
    assertThat(answer.json().path("code").asInt()).isEqualTo(status);
    assertThat(answer.json().path("msg").asString()).isNotEmpty();
  }
}
