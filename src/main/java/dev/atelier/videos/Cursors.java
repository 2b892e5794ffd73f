package dev.atelier.videos;

import dev.atelier.http.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says where a list goes on, in a form that only this studio can have written: numbers under a code
 * of authentication. All nodes of a database share the key.
 *
 * <p>Thread-safe.
 */
@Component
public class Cursors {

  private static final byte VERSION = 1;
  private static final int CODE_BYTES = 16;
  private static final int LONGEST = 200;

  private final JdbcClient jdbc;
  private volatile byte @Nullable [] key;

  Cursors(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A cursor of those numbers.
   *
   * @param list the list it belongs to; no other list takes it
   */
  public String write(String list, long... numbers) {
    ByteBuffer body = ByteBuffer.allocate(1 + Long.BYTES * numbers.length).put(VERSION);
    for (long number : numbers) {
      body.putLong(number);
    }
    byte[] cursor =
        ByteBuffer.allocate(body.capacity() + CODE_BYTES)
            .put(body.array())
            .put(code(list, body.array()))
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
  }

  /**
   * The numbers of a cursor.
   *
   * @throws Problem 400 when this studio has not written it for that list
   */
  public long[] read(String list, int count, String cursor) {
    byte[] bytes = decode(cursor);
    int length = 1 + Long.BYTES * count;
    if (bytes.length != length + CODE_BYTES || bytes[0] != VERSION) {
      throw invalid();
    }
    byte[] body = Arrays.copyOf(bytes, length);
    byte[] code = Arrays.copyOfRange(bytes, length, bytes.length);
    if (!MessageDigest.isEqual(code, code(list, body))) {
      throw invalid();
    }
    long[] numbers = new long[count];
    ByteBuffer.wrap(body, 1, length - 1).asLongBuffer().get(numbers);
    return numbers;
  }

  /** A text that stands for another, which nobody can find out from it. */
  public String digest(String purpose, String text) {
    byte[] code = code(purpose, text.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
  }

  private static byte[] decode(String cursor) {
    if (cursor.length() > LONGEST) {
      throw invalid();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      // Several texts decode to the same bytes; one of them was written here.
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(cursor)) {
        return bytes;
      }
    } catch (IllegalArgumentException _) {
      // Told below.
    }
    throw invalid();
  }

  private byte[] code(String list, byte[] body) {
    Mac mac = HmacUtils.getInitializedMac(HmacAlgorithms.HMAC_SHA_256, key());
    mac.update(list.getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 0);
    return Arrays.copyOf(mac.doFinal(body), CODE_BYTES);
  }

  private byte[] key() {
    byte[] known = key;
    if (known == null) {
      known = jdbc.sql("select key from videos.cursor_key").query(byte[].class).single();
      key = known;
    }
    return known;
  }

  private static Problem invalid() {
    return Problem.malformed("invalid_cursor", "Invalid cursor format");
  }
}
