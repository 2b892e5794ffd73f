package dev.atelier.providers.chromium;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message from the browser.
 *
 * @param json the message; where it carried a picture, that field is empty
 * @param picture the picture, already decoded
 */
record DevToolsMessage(JsonNode json, byte @Nullable [] picture) {

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final byte[][] PICTURE_FIELDS = {
    "\"screenshotData\":\"".getBytes(StandardCharsets.US_ASCII),
    "\"data\":\"".getBytes(StandardCharsets.US_ASCII)
  };

  private static final byte[] ANSWER = "{\"id\":".getBytes(StandardCharsets.US_ASCII);

  /** The field of a picture stands near the start of its message. */
  private static final int SEARCHED = 256;

  /**
   * Reads a message. A picture of several megabytes is decoded where it lies: reading it as a JSON
   * string would copy it three times.
   */
  static DevToolsMessage read(byte[] buffer, int start, int end) {
    if (indexOf(buffer, start, Math.min(end, start + ANSWER.length), ANSWER) == start) {
      for (byte[] field : PICTURE_FIELDS) {
        int position = indexOf(buffer, start, Math.min(end, start + SEARCHED), field);
        if (position >= 0) {
          return readPicture(buffer, start, position + field.length, end);
        }
      }
    }
    return new DevToolsMessage(MAPPER.readTree(buffer, start, end - start), null);
  }

  private static DevToolsMessage readPicture(byte[] buffer, int start, int from, int end) {
    int to = from;
    while (to < end && buffer[to] != '"') {
      to++;
    }
    ByteBuffer decoded = Base64.getDecoder().decode(ByteBuffer.wrap(buffer, from, to - from));
    byte[] rest = new byte[from - start + end - to];
    System.arraycopy(buffer, start, rest, 0, from - start);
    System.arraycopy(buffer, to, rest, from - start, end - to);
    return new DevToolsMessage(MAPPER.readTree(rest), exact(decoded));
  }

  private static byte[] exact(ByteBuffer decoded) {
    if (decoded.hasArray()
        && decoded.arrayOffset() == 0
        && decoded.array().length == decoded.remaining()) {
      return decoded.array();
    }
    byte[] bytes = new byte[decoded.remaining()];
    decoded.get(bytes);
    return bytes;
  }

  private static int indexOf(byte[] buffer, int from, int to, byte[] wanted) {
    for (int i = from; i <= to - wanted.length; i++) {
      int j = 0;
      while (j < wanted.length && buffer[i + j] == wanted[j]) {
        j++;
      }
      if (j == wanted.length) {
        return i;
      }
    }
    return -1;
  }
}
