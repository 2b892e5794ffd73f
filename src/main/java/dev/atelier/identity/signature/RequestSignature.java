package dev.atelier.identity.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * Signs requests: HMAC-SHA256, in lower-case hexadecimal digits, over the lines time, method, path
 * and, where there is one, body. The query has no part in it.
 *
 * <p>Thread-safe.
 */
final class RequestSignature {

  private final byte[] key;

  RequestSignature(String secret) {
    this.key = secret.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The signature of a request.
   *
   * @param time as its header says it
   * @param path decoded, without the query
   * @param body its bytes as they came, which need not be text
   */
  String of(String time, String method, String path, byte[] body) {
    Mac mac = HmacUtils.getInitializedMac(HmacAlgorithms.HMAC_SHA_256, key);
    String head = time + "\n" + method.toUpperCase(Locale.ROOT) + "\n" + path;
    mac.update(head.getBytes(StandardCharsets.UTF_8));
    if (body.length > 0) {
      mac.update((byte) '\n');
      mac.update(body);
    }
    return HexFormat.of().formatHex(mac.doFinal());
  }

  /** Compares in a time that does not tell how much of it is right. */
  static boolean same(String right, String candidate) {
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.US_ASCII), candidate.getBytes(StandardCharsets.UTF_8));
  }
}
