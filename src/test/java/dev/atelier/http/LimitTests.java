package dev.atelier.http;

import static dev.atelier.http.ProblemTests.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@HttpTest
class LimitTests {

  @LocalServerPort int port;

  @Test
  void aBodyThatSaysItIsTooLongIsRefusedUnreadH3() {
    Answer answer =
        RawHttp.send(
            port,
            "POST /api/probe/notes HTTP/1.1",
            "Host: localhost",
            "Content-Type: application/json",
            "Content-Length: 1048577");

    assertProblem(answer, 413, "body_too_large");
    assertThat(answer.header("Connection")).containsExactly("close");
  }

  @Test
  void aBodyThatTurnsOutTooLongIsRefusedH3() {
    String chunk = "10000\r\n" + "x".repeat(65536) + "\r\n";
    String body =
        "14\r\n{\"count\":1,\"text\":\" \r\n" + chunk.repeat(17) + "2\r\n\"}\r\n0\r\n\r\n";

    assertProblem(chunked("/api/probe/notes", body), 413, "body_too_large");
  }

  @Test
  void aRouteCanTakeMoreH3() {
    String chunk = "10000\r\n" + "x".repeat(65536) + "\r\n";
    String body =
        "14\r\n{\"count\":1,\"text\":\" \r\n" + chunk.repeat(40) + "2\r\n\"}\r\n0\r\n\r\n";
    Answer answer = chunked("/api/probe/long-notes", body);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.json().path("length").asInt()).isEqualTo(40 * 65536 + 1);
    assertProblem(
        chunked("/api/probe/long-notes", "14\r\n{\"count\":1,\"text\":\" \r\n" + chunk.repeat(49)),
        413,
        "body_too_large");
  }

  private Answer chunked(String path, String body) {
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    return RawHttp.sendBytes(port, (head + body).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anUploadThatIsTooLongIsRefusedH3() {
    Answer answer =
        RawHttp.send(
            port,
            "POST /api/probe/uploads HTTP/1.1",
            "Host: localhost",
            "Content-Type: multipart/form-data; boundary=b",
            "Content-Length: 33554433");

    assertProblem(answer, 413, "body_too_large");
  }

  @Test
  void anUploadWithoutLengthIsRefusedOnceItIsTooLongH3() {
    String start = "--b\r\nContent-Disposition: form-data; name=\"csv\"; filename=\"a\"\r\n\r\n";
    String first = Integer.toHexString(start.length()) + "\r\n" + start + "\r\n";
    String chunk = "100000\r\n" + "x".repeat(1 << 20) + "\r\n";
    String head =
        "POST /api/probe/uploads HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n";

    Answer answer =
        RawHttp.sendBytes(port, (head + first + chunk.repeat(33)).getBytes(StandardCharsets.UTF_8));

    assertProblem(answer, 413, "body_too_large");
  }

  @Test
  void aBrokenUploadIsMalformed() {
    Answer answer = post("/api/probe/uploads", "multipart/form-data; boundary=b", "--nonsense");

    assertThat(answer.status()).isIn(400, 422);
  }

  @Test
  void aMissingPartIsNamed() {
    Answer answer =
        post(
            "/api/probe/uploads",
            "multipart/form-data; boundary=b",
            "--b\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--b--\r\n");

    assertProblem(answer, 422, "validation_failed");
    assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("csv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "deflate, gzip", "x"})
  void compressedBodiesAreRefusedH17(String encoding) {
    Answer answer =
        RawHttp.request(
            port,
            "POST",
            "/api/probe/notes",
            "Content-Type: application/json",
            "Content-Encoding: " + encoding);

    assertProblem(answer, 415, "unsupported_media_type");
    assertThat(answer.header("Accept-Encoding")).containsExactly("identity");
  }

  static String[] brokenJson() {
    return new String[] {
      "",
      " ",
      "{",
      "nonsense",
      "{\"text\":\"a\",\"count\":1} trailing",
      "{\"text\":\"a\",\"count\":1}{\"text\":\"b\"}",
      "{\"text\":\"a\",\"text\":\"b\"}",
      "{\"text\":\"a\",}",
      "{'text':'a'}",
      "{\"text\":\"\u0001\"}",
      "{\"text\":\"a\",\"count\":NaN}",
      "{\"text\":\"a\",\"count\":01}",
      "{\"text\":\"\\ud8\"}",
      "\uFEFF\uFEFF{}",
      "{\"a\":".repeat(10_000),
      "{\"text\":\"a\",\"count\":" + "9".repeat(5_000) + "}",
      "}",
      "{,}",
      "{\"text\"",
      "{\"text\":",
      "{\"text\":\"a",
      "{\"text\":\"a\"",
      "{\"text\" \"a\"}",
      "{text:\"a\"}",
      "{\"text\":\"a\",\"count\":1,,}",
      "{\"text\":\"a\" \"count\":1}",
      "{\"text\":tru}",
      "{\"text\":\"\\x41\"}",
      "{\"text\":\"\\u12\"}",
      "{\"text\":\"a\",\"count\":1.}",
      "{\"text\":\"a\",\"count\":.5}",
      "{\"text\":\"a\",\"count\":+1}",
      "{\"text\":\"a\",\"count\":-}",
      "{\"text\":\"a\",\"count\":0x1}",
      "{\"text\":\"a\",\"count\":1e}",
      "{\"text\":\"a\",\"count\":Infinity}",
      "{\"text\":\"a\",\"count\":1}]",
      "/* c */{\"text\":\"a\",\"count\":1}",
      "{\"text\":\"a\",\"count\":1}//",
      "{\"text\":\"line\nbreak\"}",
      "{\"text\":\"tab\t\"}",
    };
  }

  @ParameterizedTest
  @MethodSource("brokenJson")
  void whatIsNoJsonIsMalformedH4(String json) {
    assertProblem(post("/api/probe/notes", "application/json", json), 400, "malformed_json");
  }

  static String[] wrongJson() {
    return new String[] {
      "[".repeat(10_000),
      "[]",
      "1",
      "null",
      "\"text\"",
      "{\"text\":\"a\",\"count\":1e400}",
      "{\"text\":\"a\",\"count\":99999999999}",
      "{\"text\":\"a\",\"count\":{}}",
      "{\"text\":[\"a\"]}",
      "{\"text\":{\"x\":{\"y\":[]}}}",
      "[",
      "{}",
      "true",
      "[{}]",
      "{\"text\":null}",
      "{\"text\":\" \"}",
      "{\"text\":\"a\",\"count\":\"x\"}",
      "{\"text\":\"a\",\"count\":[1]}",
      "{\"text\":\"a\",\"count\":-99999999999}",
    };
  }

  @ParameterizedTest
  @MethodSource("wrongJson")
  void theWrongJsonIsNeverAFaultOfOursH4(String json) {
    Answer answer = post("/api/probe/notes", "application/json", json);

    assertThat(answer.status()).as(answer.toString()).isIn(400, 422);
    assertThat(answer.body()).doesNotContain("tools.jackson", "dev.atelier");
  }

  @Test
  void headersHaveALimitH10() {
    Answer long64 = RawHttp.request(port, "GET", "/api/probe/caller", "X-A: " + "a".repeat(65536));
    Answer many =
        RawHttp.request(port, "GET", "/api/probe/caller", "X-A: a\r\n".repeat(1000) + "X-B: b");
    Answer url = RawHttp.request(port, "GET", "/api/probe/caller?x=" + "a".repeat(8192));

    for (Answer answer : new Answer[] {long64, many, url}) {
      assertThat(answer.status()).as(answer.toString()).isIn(400, 414, 431);
      assertThat(answer.body()).doesNotContain("<html", "Tomcat", "java");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/probe/notes HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
            + "Content-Length: 5\r\n\r\nabcde",
        "POST /api/probe/notes HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: x\r\n\r\n",
        "GET /api/probe/caller HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /api/probe/caller HTTP/1.1\r\n\r\n",
        "GET /api/probe/caller HTTP/1.1\r\nHost : localhost\r\n\r\n",
        "GET /api/probe/caller\u0001 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/probe/<caller> HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/probe/caller%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "nonsense\r\n\r\n",
        "GET /a/%2e%2e/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
      })
  void whatNoBrowserSendsIsRefusedAndTheConnectionClosedH8(String request) {
    Answer answer = RawHttp.sendBytes(port, request.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.status()).as(answer.toString()).isIn(400, 404, 501);
    assertThat(answer.body()).doesNotContain("<html", "Tomcat", "Exception");
    assertThat(answer.header("Server")).isEmpty();
  }

  private Answer post(String path, String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: %s\r\n"
            .formatted(path, type);
    return RawHttp.sendBytes(
        port,
        (head + "Content-Length: " + bytes.length + "\r\n\r\n" + body)
            .getBytes(StandardCharsets.UTF_8));
  }
}
