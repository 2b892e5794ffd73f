package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Bound to loopback, without a token. */
@IntegrationTest
@Import(WhoController.class)
class LocalAccessTests {

  @LocalServerPort int port;

  @Test
  void aLocalRequestActsAsTheOperator() {
    Answer answer = RawHttp.request(port, "GET", "/api/who");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("operator").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:9"})
  void loopbackNamesAreKnown(String host) {
    assertThat(RawHttp.request(port, "GET", "/api/who", "Host: " + host).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "localhost.evil.example:8000", "127.0.0.1.nip.io", "0.0.0.0"})
  void aNameThatWasPointedAtUsIsRefused(String host) {
    Answer answer = RawHttp.request(port, "GET", "/api/who", "Host: " + host);

    assertRefused(answer, 403, "host_not_allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "https://evil.example",
        "http://localhost:3000.evil.example",
        "https://localhost:3000",
        "http://localhost:3001",
        "http://LOCALHOST:3000",
        "http://localhost:3000/"
      })
  void pagesElsewhereAreRefusedH13(String origin) {
    for (String method : new String[] {"GET", "POST", "DELETE"}) {
      Answer answer = RawHttp.request(port, method, "/api/who", "Origin: " + origin);
      assertRefused(answer, 403, "origin_not_allowed");
      assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }
    Answer preflight =
        RawHttp.request(
            port,
            "OPTIONS",
            "/api/who",
            "Origin: " + origin,
            "Access-Control-Request-Method: POST");
    assertRefused(preflight, 403, "origin_not_allowed");
    assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:3000",
        "http://localhost:5173",
        "http://127.0.0.1:3000",
        "http://127.0.0.1:5173"
      })
  void listedPagesMayCallH13(String origin) {
    Answer answer = RawHttp.request(port, "GET", "/api/who", "Origin: " + origin);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Access-Control-Allow-Origin")).containsExactly(origin);
    assertThat(answer.header("Access-Control-Allow-Credentials")).containsExactly("true");
    assertThat(answer.header("Vary")).contains("Origin");
    assertThat(answer.header("Access-Control-Expose-Headers"))
        .first()
        .asString()
        .contains("Location", "Retry-After", "X-Request-Id", "Idempotency-Replayed");
  }

  @Test
  void aListedPageIsToldWhatItMaySendH13() {
    Answer answer =
        RawHttp.request(
            port,
            "OPTIONS",
            "/api/anything",
            "Origin: http://localhost:3000",
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: idempotency-key");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Headers"))
        .first()
        .asString()
        .contains(
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "Last-Event-ID",
            "X-Request-Id",
            "X-InstaVeo-Signature",
            "X-InstaVeo-Timestamp");
  }

  @Test
  void aListedPageCanReadAProblem() {
    Answer answer = RawHttp.request(port, "GET", "/api/nothing", "Origin: http://localhost:5173");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Access-Control-Allow-Origin"))
        .containsExactly("http://localhost:5173");
  }

  @Test
  void ourOwnPageMayCall() {
    Answer answer = RawHttp.request(port, "POST", "/api/who", "Origin: http://localhost:" + port);

    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void changesAndStreamsFromElsewhereAreRefusedWithoutAnOrigin(String site) {
    assertRefused(
        RawHttp.request(port, "POST", "/api/who", "Sec-Fetch-Site: " + site),
        403,
        "origin_not_allowed");
    assertRefused(
        RawHttp.request(
            port, "GET", "/api/who", "Sec-Fetch-Site: " + site, "Accept: text/event-stream"),
        403,
        "origin_not_allowed");
    assertThat(RawHttp.request(port, "GET", "/api/who", "Sec-Fetch-Site: " + site).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 203.0.113.9",
        "x-forwarded-proto: https",
        "Forwarded: for=203.0.113.9",
        "Via: 1.1 proxy"
      })
  void aRequestThroughAProxyNeedsATokenAndIsToldWhy(String header) {
    Answer answer = RawHttp.request(port, "GET", "/api/who", header);

    assertRefused(answer, 401, "missing_token");
    assertThat(answer.json().path("detail").asString()).contains("OPERATOR_TOKEN");
    assertThat(answer.header("WWW-Authenticate")).containsExactly("Bearer");
  }

  @Test
  void thePageIsToldThatNoTokenIsNeeded() {
    Answer answer = RawHttp.request(port, "GET", "/api/session");

    assertThat(answer.json().path("signedIn").asBoolean()).isTrue();
    assertThat(answer.json().path("operator").asBoolean()).isTrue();
    assertThat(answer.json().path("tokenRequired").asBoolean(true)).isFalse();
  }

  static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.json().path("error").asString()).isEqualTo(code);
  }
}
