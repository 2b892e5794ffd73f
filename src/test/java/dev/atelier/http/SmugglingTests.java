package dev.atelier.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@HttpTest
class SmugglingTests {

  private static final String NOTE = "{\"text\":\"a\",\"count\":1}";
  private static final String HIDDEN = "GET /api/probe/caller HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String CHUNKED =
      "Transfer-Encoding: chunked\r\n\r\n16\r\n" + NOTE + "\r\n0\r\n\r\n";

  @LocalServerPort int port;

  static Stream<Arguments> twoReadings() {
    String note = "\r\n\r\n" + NOTE;
    String chunks = "Transfer-Encoding: chunked\r\n\r\n";
    return Stream.of(
        Arguments.of("a length and chunks", "Content-Length: 4\r\n" + CHUNKED),
        Arguments.of(
            "chunks and a length",
            "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\nG"),
        Arguments.of("a coding that is none", "Transfer-Encoding: x\r\nContent-Length: 22" + note),
        Arguments.of("a coding that hides", "Transfer-Encoding: xchunked" + note),
        Arguments.of("identity", "Transfer-Encoding: identity\r\nContent-Length: 22" + note),
        Arguments.of("chunked twice", "Transfer-Encoding: chunked\r\n" + CHUNKED),
        Arguments.of(
            "chunked twice in a line", "Transfer-Encoding: chunked, " + CHUNKED.substring(19)),
        Arguments.of("two lengths", "Content-Length: 22\r\nContent-Length: 0" + note),
        Arguments.of("one length twice", "Content-Length: 22\r\nContent-Length: 22" + note),
        Arguments.of("a list of lengths", "Content-Length: 22, 22" + note),
        Arguments.of("a length with a sign", "Content-Length: +22" + note),
        Arguments.of("a negative length", "Content-Length: -22" + note),
        Arguments.of("a length in two words", "Content-Length: 2 2" + note),
        Arguments.of("a hexadecimal length", "Content-Length: 0x16" + note),
        Arguments.of("an empty length", "Content-Length:" + note),
        Arguments.of("a space before the colon", "Content-Length : 22" + note),
        Arguments.of("a line without a return", "X-A: b\nContent-Length: 22" + note),
        Arguments.of("a header that ends without returns", "Content-Length: 22\n\n" + NOTE),
        Arguments.of("a folded line", "X-A: b\r\n c\r\nContent-Length: 22" + note),
        Arguments.of("a folded length", "Content-Length:\r\n 22" + note),
        Arguments.of("a return alone", "X-A: b\rContent-Length: 0\r\nContent-Length: 22" + note),
        Arguments.of("a NUL", "X-A: b\0c\r\nContent-Length: 22" + note),
        Arguments.of("a chunk that is no number", chunks + "x\r\n" + NOTE + "\r\n0\r\n\r\n"),
        Arguments.of("a chunk with a prefix", chunks + "0x16\r\n" + NOTE + "\r\n0\r\n\r\n"),
        Arguments.of("a negative chunk", chunks + "-1\r\n" + NOTE + "\r\n0\r\n\r\n"),
        Arguments.of(
            "a chunk beyond all numbers", chunks + "100000016\r\n" + NOTE + "\r\n0\r\n\r\n"),
        Arguments.of(
            "a chunk that is longer than it says", chunks + "3\r\n" + NOTE + "\r\n0\r\n\r\n"),
        Arguments.of(
            "a chunk that ends without a return", chunks + "16\r\n" + NOTE + "\n0\r\n\r\n"),
        Arguments.of("a size that ends without a return", chunks + "16\n" + NOTE + "\r\n0\r\n\r\n"),
        Arguments.of("a folded trailer", chunks + "16\r\n" + NOTE + "\r\n0\r\nA: b\r\n c\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("twoReadings")
  void h8_aRequestWithTwoReadingsIsRefusedWithAllThatFollows(String what, String rest)
      throws IOException {
    String head =
        "POST /api/probe/notes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    assertRefused(head + rest + HIDDEN);
  }

  @ParameterizedTest
  @MethodSource("twoReadingsOfALine")
  void h8_aFirstLineWithTwoReadingsIsRefused(String request) throws IOException {
    assertRefused(request);
  }

  static Stream<String> twoReadingsOfALine() {
    String path = "/api/probe/caller";
    return Stream.of(
        "GET " + path + " HTTP/1.1\nHost: localhost\r\n\r\n" + HIDDEN,
        "GET " + path + " HTTP/1.1\nHost: localhost\n\n" + HIDDEN,
        "GET " + path + "\r\n" + HIDDEN,
        "\r\n\r\n\r\n" + HIDDEN,
        "GET " + path + " HTTP/1.1\r\n Host: localhost\r\n\r\n" + HIDDEN,
        "POST " + path + " HTTP/1.0\r\nHost: localhost\r\n" + CHUNKED + HIDDEN);
  }

  @Test
  void h8_whatComesBehindAWholeRequestIsAnotherOne() throws IOException {
    String head =
        "POST /api/probe/notes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    String last = HIDDEN.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");

    String answers =
        answers(head + CHUNKED + head + "Content-Length: 22\r\n\r\n" + NOTE + HIDDEN + last);

    assertThat(answers.split("HTTP/1.1 200")).as(answers).hasSize(5);
  }

  private void assertRefused(String request) throws IOException {
    String answers = answers(request);

    assertThat(answers).startsWith("HTTP/1.1 400 ").contains("Connection: close");
    assertThat(answers.split("HTTP/1.1 ")).as(answers).hasSize(2);
    assertThat(answers).doesNotContain("<html", "Tomcat", "Exception", "Server:");
  }

  /** All that the server says until it closes the connection, which it must. */
  private String answers(String requests) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(requests.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
