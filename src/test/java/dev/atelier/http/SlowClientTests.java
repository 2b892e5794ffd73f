package dev.atelier.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

/** With half a second where the server grants ten. */
@HttpTest
class SlowClientTests {

  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";
  private static final String NOTES =
      "POST /api/probe/notes" + HOST + "Content-Type: application/json\r\n";

  @LocalServerPort int port;
  @Autowired WebServerApplicationContext context;

  private AbstractProtocol<?> protocol;
  private int usual;

  @BeforeEach
  void shorten() {
    TomcatWebServer server =
        (TomcatWebServer) Objects.requireNonNull(context.getWebServer(), "no server");
    protocol = (AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler();
    usual = protocol.getConnectionTimeout();
    protocol.setConnectionTimeout(500);
  }

  @AfterEach
  void lengthen() {
    protocol.setConnectionTimeout(usual);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /health HTTP/1.1\r\nX-Slow: ", "GET /", "\r\n"})
  void h9_aHeaderMustBeThereInTimeHoweverItTrickles(String start) throws IOException {
    assertThat(trickle(start, "a", 200)).isEmpty();
  }

  @Test
  void h9_emptyLinesDoNotKeepAConnection() throws IOException {
    assertThat(trickle("", "\r\n", 200)).doesNotContain(" 200 ");
  }

  @Test
  void h9_aHeaderMayComeInPiecesInTime() throws IOException {
    protocol.setConnectionTimeout(10_000);
    try (Socket socket = connect()) {
      for (String piece : ("GET /health" + HOST + "Connection: close\r\n\r\n").split("(?<=[:/])")) {
        write(socket, piece);
        LockSupport.parkNanos(10_000_000);
      }
      assertThat(rest(socket)).startsWith("HTTP/1.1 200 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        NOTES + "Content-Length: 1000\r\n\r\n{\"text\":\"",
        NOTES + "Transfer-Encoding: chunked\r\n\r\n1000\r\n{\"text\":\"",
        NOTES + "Transfer-Encoding: chunked\r\n\r\n10;x=",
        "POST /api/probe/uploads"
            + HOST
            + "Content-Length: 1000\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n"
            + "Content-Disposition: form-data; name=\"csv\"; filename=\"a\"\r\n\r\n",
        "POST /api/probe/orders"
            + HOST
            + "Content-Type: application/json\r\nIdempotency-Key: \"slow\"\r\n"
            + "Content-Length: 1000\r\n\r\n{\"text\":\"",
      })
  void h9_aBodyMustComeFastEnough(String start) throws IOException {
    String answer = trickle(start, "a", 400);

    assertThat(answer)
        .startsWith("HTTP/1.1 408 ")
        .contains("Connection: close", "\"error\":\"request_timeout\"");
  }

  @Test
  void h9_aBodyThatStopsIsNotWaitedFor() throws IOException {
    try (Socket socket = connect()) {
      write(socket, NOTES + "Content-Length: 1000\r\n\r\n{\"text\":\"" + "a".repeat(800));

      assertThat(rest(socket)).startsWith("HTTP/1.1 408 ").contains("Connection: close");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/probe/none" + HOST + "Content-Length: 100000\r\n\r\n",
        "POST /api/probe/uploads"
            + HOST
            + "Content-Length: 1000\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n--b",
      })
  void h9_aBodyThatNobodyReadsIsNotWaitedForEither(String start) throws IOException {
    String answer = trickle(start, "a", 400);

    assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain(" 200 ");
  }

  @Test
  void h9_aLongUploadAtAHealthyRateIsTaken() throws IOException {
    int pieces = 40;
    try (Socket socket = connect()) {
      write(
          socket,
          NOTES
              + "Connection: close\r\nContent-Length: "
              + (pieces * 200 + 22)
              + "\r\n\r\n{\"count\":1,\"text\":\"a");
      for (int piece = 0; piece < pieces; piece++) {
        LockSupport.parkNanos(50_000_000);
        write(socket, "b".repeat(200));
      }
      write(socket, "\"}");

      assertThat(rest(socket)).startsWith("HTTP/1.1 200 ");
    }
  }

  /** Sends a piece every 20 milliseconds until the server has enough, and tells what it said. */
  private String trickle(String start, String piece, int pieces) throws IOException {
    try (Socket socket = connect()) {
      write(socket, start);
      for (int sent = 0; sent < pieces; sent++) {
        if (socket.getInputStream().available() > 0) {
          return rest(socket);
        }
        LockSupport.parkNanos(20_000_000);
        try {
          write(socket, piece);
        } catch (IOException _) {
          return "";
        }
      }
      throw new AssertionError("The server takes more, after " + pieces + " pieces");
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
