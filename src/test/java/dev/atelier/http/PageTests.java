package dev.atelier.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@HttpTest
class PageTests {

  @LocalServerPort int port;

  @ParameterizedTest
  @ValueSource(strings = {"/", "/posters", "/posters/runs/0197", "/index.html"})
  void everyPathOfThePageIsServed(String path) {
    Answer answer = RawHttp.request(port, "GET", path, "Accept: text/html");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("<title>Atelier");
    assertThat(answer.header("Content-Type")).first().asString().startsWith("text/html");
    assertThat(answer.header("Cache-Control")).containsExactly("no-cache");
    assertThat(answer.header("Content-Security-Policy"))
        .first()
        .asString()
        .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("script-src 'unsafe-inline'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Accept: */*", "Accept: application/json", "X-None: 1"})
  void whoDoesNotAskTheRootForAPageIsToldWhatAnswers(String header) {
    Answer answer = RawHttp.request(port, "GET", "/", header);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).first().asString().startsWith("application/json");
    assertThat(answer.body()).contains("\"status\":\"ok\"", "\"version\"", "\"features\"");
  }

  @Test
  void aBrowserIsGivenThePageThoughItTakesAnything() {
    Answer answer =
        RawHttp.request(port, "GET", "/", "Accept: text/html,application/xml;q=0.9,*/*;q=0.8");

    assertThat(answer.body()).contains("<title>Atelier");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/missing.js",
        "/assets/missing.js",
        "/.env",
        "/.git/config",
        "/api/x",
        "/media/x"
      })
  void whatIsNoPageIsNotFoundH15(String path) {
    ProblemTests.assertProblem(RawHttp.request(port, "GET", path), 404, "not_found");
  }

  @Test
  void securityHeadersAreOnEveryAnswerH14() {
    for (String path : new String[] {"/", "/api/probe/caller", "/api/nothing", "/health", "/a;b"}) {
      Answer answer = RawHttp.request(port, "GET", path);
      assertThat(answer.header("X-Content-Type-Options")).as(path).containsExactly("nosniff");
      assertThat(answer.header("Referrer-Policy")).as(path).hasSize(1);
      assertThat(answer.header("Cross-Origin-Opener-Policy")).as(path).hasSize(1);
      assertThat(answer.header("Cache-Control")).as(path).hasSize(1);
      assertThat(answer.header("Server")).as(path).isEmpty();
    }
    assertThat(RawHttp.request(port, "GET", "/api/probe/caller").header("Cache-Control"))
        .containsExactly("no-store");
  }
}
