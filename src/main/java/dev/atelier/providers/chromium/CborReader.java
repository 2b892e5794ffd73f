package dev.atelier.providers.chromium;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one message in the browser's dialect of CBOR (RFC 8949): every object and list lies in an
 * envelope that tells its length (tag 24 around a byte string) and ends by a break; a text that is
 * not plain ASCII is a byte string of UTF-16; bytes carry tag 22. Chromium describes it in {@code
 * third_party/inspector_protocol/crdtp/cbor.h}.
 */
final class CborReader {

  /** First bytes of an envelope; the length follows in four bytes. */
  static final int TAG = 0xd8;

  static final int ENVELOPE = 24;
  static final int LONG_BYTES = 0x5a;
  static final int HEADER = 7;

  private static final int OBJECT = 0xbf;
  private static final int LIST = 0x9f;
  private static final int BREAK = 0xff;
  private static final int BYTES = 0xd6;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ByteBuffer buffer;
  private byte @Nullable [] picture;

  private CborReader(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  /**
   * Reads a whole message.
   *
   * @throws IllegalArgumentException when it is none
   */
  static DevToolsMessage read(byte[] message, int start, int length) {
    CborReader reader = new CborReader(ByteBuffer.wrap(message, start, length));
    try {
      JsonNode json = reader.value(reader.next());
      return new DevToolsMessage(json, reader.picture);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("A message of the browser is cut short", e);
    }
  }

  private JsonNode value(int first) {
    return switch (first) {
      case TAG -> envelope();
      case OBJECT -> object();
      case LIST -> list();
      case BYTES -> bytes();
      case 0xf4 -> NODES.booleanNode(false);
      case 0xf5 -> NODES.booleanNode(true);
      case 0xf6 -> NODES.nullNode();
      case 0xfb -> NODES.numberNode(buffer.getDouble());
      default ->
          switch (first >> 5) {
            case 0 -> NODES.numberNode(length(first));
            case 1 -> NODES.numberNode(-1 - length(first));
            case 2, 3 -> NODES.stringNode(text(first));
            default -> throw new IllegalArgumentException("Not a value: " + first);
          };
    };
  }

  private JsonNode envelope() {
    if (next() != ENVELOPE) {
      throw new IllegalArgumentException("Not an envelope");
    }
    length(next());
    return value(next());
  }

  private ObjectNode object() {
    ObjectNode object = NODES.objectNode();
    for (int first = next(); first != BREAK; first = next()) {
      object.set(text(first), value(next()));
    }
    return object;
  }

  private ArrayNode list() {
    ArrayNode list = NODES.arrayNode();
    for (int first = next(); first != BREAK; first = next()) {
      list.add(value(first));
    }
    return list;
  }

  /** Only pictures come as bytes; one is too large to copy about, so it goes beside the rest. */
  private JsonNode bytes() {
    int length = Math.toIntExact(length(next()));
    picture = Arrays.copyOfRange(buffer.array(), buffer.position(), buffer.position() + length);
    buffer.position(buffer.position() + length);
    return NODES.nullNode();
  }

  private String text(int first) {
    byte[] bytes = new byte[Math.toIntExact(length(first))];
    buffer.get(bytes);
    return new String(bytes, first >> 5 == 2 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
  }

  private long length(int first) {
    int information = first & 0x1f;
    return switch (information) {
      case 24 -> next();
      case 25 -> Short.toUnsignedInt(buffer.getShort());
      case 26 -> Integer.toUnsignedLong(buffer.getInt());
      case 27 -> buffer.getLong();
      default -> information;
    };
  }

  private int next() {
    return Byte.toUnsignedInt(buffer.get());
  }
}
