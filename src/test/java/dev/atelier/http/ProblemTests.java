package dev.atelier.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@HttpTest
class ProblemTests {

  @LocalServerPort int port;

  @Test
  void anUnknownApiRouteIsAProblem() {
    Answer answer = RawHttp.request(port, "GET", "/api/nothing/here", "X-Request-Id: abc-1");

    assertProblem(answer, 404, "not_found");
    assertThat(answer.json().path("detail").asString()).isEqualTo("Not Found");
    assertThat(answer.json().path("message").asString()).isEqualTo("Not Found");
    assertThat(answer.json().path("title").asString()).isEqualTo("Not Found");
    assertThat(answer.json().path("type").asString()).isEqualTo("urn:atelier:problem:not_found");
    assertThat(answer.json().path("instance").asString()).isEqualTo("/api/nothing/here");
    assertThat(answer.json().path("requestId").asString()).isEqualTo("abc-1");
    assertThat(answer.json().path("success").asBoolean(true)).isFalse();
  }

  @Test
  void anUnknownRouteCannotBePostedTo() {
    assertProblem(RawHttp.request(port, "POST", "/api/nothing/here"), 404, "not_found");
  }

  @Test
  void aWrongMethodNamesTheRightOnes() {
    Answer answer = RawHttp.request(port, "PUT", "/api/probe/notes");

    assertProblem(answer, 405, "method_not_allowed");
    assertThat(answer.json().path("detail").asString()).isEqualTo("Method Not Allowed");
    assertThat(answer.header("Allow")).containsExactly("POST");
  }

  @Test
  void methodOverrideIsIgnoredH6() {
    Answer answer =
        RawHttp.request(port, "GET", "/api/probe/notes", "X-HTTP-Method-Override: POST");

    assertProblem(answer, 405, "method_not_allowed");
  }

  @Test
  void traceIsNotAllowedH6() {
    Answer answer = RawHttp.request(port, "TRACE", "/api/probe/caller");

    assertProblem(answer, 405, "method_not_allowed");
    assertThat(answer.header("Allow")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "", "nonsense"})
  void bodiesOfAnotherTypeAreRefusedH5(String type) {
    Answer answer = post("/api/probe/notes", type, "text=a");

    assertProblem(answer, 415, "unsupported_media_type");
  }

  @Test
  void wrongJsonNamesTheField() {
    Answer answer =
        post("/api/probe/notes", "application/json", "{\"text\":\"a\",\"count\":\"many\"}");

    assertProblem(answer, 422, "validation_failed");
    assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("count");
  }

  @Test
  void constraintsNameTheField() {
    Answer answer = post("/api/probe/notes", "application/json", "{\"text\":\" \",\"count\":1}");

    assertProblem(answer, 422, "validation_failed");
    assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=abc", "limit=1.5", "limit=101", "limit=9223372036854775808", ""})
  void parametersAreNamedWhenTheyAreWrongH1(String query) {
    Answer answer =
        RawHttp.request(
            port, "GET", "/api/probe/ids/00000000-0000-0000-0000-000000000000?" + query);

    assertProblem(answer, 422, "validation_failed");
    assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "not-a-uuid", "%F0%9F%98%80"})
  void wrongIdsAreNotFaultsOfOursH11(String id) {
    Answer answer = RawHttp.request(port, "GET", "/api/probe/ids/" + id + "?limit=1");

    assertProblem(answer, 422, "validation_failed");
  }

  @Test
  void textWithNulIsRefusedWhereItCannotBeStoredH11() {
    assertProblem(
        RawHttp.request(port, "GET", "/api/probe/stored?text=a%00b"), 422, "invalid_text");
  }

  @Test
  void anEventStreamClientSeesTheProblemToo() {
    Answer answer = RawHttp.request(port, "GET", "/api/probe/events", "Accept: text/event-stream");

    assertProblem(answer, 429, "too_many_streams");
    assertThat(answer.header("Retry-After")).containsExactly("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "text/html", "nonsense"})
  void everyClientSeesTheProblem(String accept) {
    assertProblem(
        RawHttp.request(port, "GET", "/api/nothing", "Accept: " + accept), 404, "not_found");
  }

  @Test
  void whatIsNotAcceptableIsAProblem() {
    assertProblem(
        RawHttp.request(port, "GET", "/api/probe/caller", "Accept: image/png"),
        406,
        "not_acceptable");
  }

  @Test
  void headHasTheHeadersOfTheProblemAndNoBody() {
    Answer answer = RawHttp.request(port, "HEAD", "/api/nothing");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).containsExactly("application/problem+json");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void aBugTellsNothingOfOurInsidesH15() {
    Answer answer = RawHttp.request(port, "GET", "/api/probe/bug");

    assertProblem(answer, 500, "internal_error");
    assertThat(answer.body()).doesNotContain("no_such_table", "select", "Exception", "java");
  }

  private Answer post(String path, String type, String body) {
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost:"
            + port
            + "\r\n"
            + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
            + "Content-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\nConnection: close\r\n\r\n";
    return RawHttp.sendBytes(port, (head + body).getBytes(StandardCharsets.UTF_8));
  }

  static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).containsExactly("application/problem+json");
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().path("statusCode").asInt()).isEqualTo(status);
    assertThat(answer.json().path("error").asString()).isEqualTo(code);
    assertThat(answer.header("X-Request-Id"))
        .containsExactly(answer.json().path("requestId").asString());
  }
}
