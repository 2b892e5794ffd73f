package dev.atelier.http.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFramingTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\nGET / HTTP/1.0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\ncontent-length:\t5 \r\n\r\n\n \r\n\tGET / HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\n\nabc \r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n000A;x=\"y\"\r\n0123456789\r\n0\r\nX-Sum: 1\r\n\r\n",
        "PUT / HTTP/1.1\r\nContent-Lengths: x\r\nTransfer_Encoding: x\r\nX: Content-Length: 1\r\n\r\n",
        "nonsense / HTTP/3.0\r\n\r\n"
      })
  void whatHasOneReadingIsTakenAndEndsWhereItSays(String requests) {
    for (int step : new int[] {1, 2, 3, 7, 4096}) {
      RequestFraming framing = new RequestFraming();

      assertThat(wrong(framing, requests, step)).as("in steps of " + step).isEqualTo(-1);
      assertThat(framing.inHeader() || framing.inBody()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1^\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a^\nX: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n^\n",
        "GET / HTTP/1.1\r\nHost: a\r^X: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n^ b\r\n\r\n",
        "GET / HTTP/1.1\r\n^\tHost: a\r\n\r\n",
        "GET /\r^\n\r\n",
        "\r\n\r^\nGET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost\r^\n\r\n",
        "GET / HTTP/1.1\r\n: a\r^\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r^\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r^\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 5\r^\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 5, 5\r^\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: +5\r^\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 0x5\r^\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length:\r^\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 9999999999999999999\r^\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: x\r^\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r^\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r^\n\r\n",
        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r^\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5^\nabcde\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nG\r^\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-1\r^\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0x5\r^\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n000000005\r^\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n;x\r^\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde^f\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde^\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: y^\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n^ z\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1^\n"
      })
  void whatHasTwoReadingsIsWrongWhereTheCaretIs(String marked) {
    int caret = marked.indexOf('^');
    String request = marked.replace("^", "");

    for (int step : new int[] {1, 2, 3, 7, 4096}) {
      assertThat(wrong(new RequestFraming(), request, step))
          .as("in steps of " + step)
          .isEqualTo(caret);
    }
  }

  private static int wrong(RequestFraming framing, String text, int step) {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    for (int from = 0; from < text.length(); from += step) {
      int wrong = framing.firstWrong(bytes, from, Math.min(text.length(), from + step));
      if (wrong >= 0) {
        return wrong;
      }
    }
    return -1;
  }
}
