package dev.atelier.providers.chromium;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes one message in the browser's dialect of CBOR, which {@link CborReader} describes. */
final class CborWriter {

  private static final int NUMBER = 0;
  private static final int NEGATIVE = 1;
  private static final int TEXT = 3;

  private CborWriter() {}

  /**
   * Writes a message.
   *
   * @param message of maps, lists, texts, numbers and booleans
   */
  static byte[] write(Map<String, ?> message) {
    return envelope(message);
  }

  private static byte[] envelope(Object content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (content instanceof Map<?, ?> map) {
      out.write(0xbf);
      map.forEach((name, value) -> {
        text(out, (String) name);
        value(out, value);
      });
    } else {
      out.write(0x9f);
      ((List<?>) content).forEach(value -> value(out, value));
    }
    out.write(0xff);
    byte[] bytes = out.toByteArray();
    return ByteBuffer.allocate(CborReader.HEADER + bytes.length)
        .put((byte) CborReader.TAG)
        .put((byte) CborReader.ENVELOPE)
        .put((byte) CborReader.LONG_BYTES)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  private static void value(ByteArrayOutputStream out, Object value) {
    switch (value) {
      case Map<?, ?> map -> out.writeBytes(envelope(map));
      case List<?> list -> out.writeBytes(envelope(list));
      case String text -> text(out, text);
      case Boolean bool -> out.write(bool ? 0xf5 : 0xf4);
      case Integer number ->
          start(out, number < 0 ? NEGATIVE : NUMBER, number < 0 ? ~number : number);
      case Double number -> {
        out.write(0xfb);
        out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
      }
      default -> throw new IllegalArgumentException("Not for a message: " + value.getClass());
    }
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    start(out, TEXT, bytes.length);
    out.writeBytes(bytes);
  }

  /** The browser reads only the shortest form of a length. */
  private static void start(ByteArrayOutputStream out, int type, int length) {
    int major = type << 5;
    if (length < 24) {
      out.write(major | length);
    } else if (length <= 0xff) {
      out.write(major | 24);
      out.write(length);
    } else if (length <= 0xffff) {
      out.write(major | 25);
      out.write(length >> 8);
      out.write(length);
    } else {
      out.write(major | 26);
      out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    }
  }
}
