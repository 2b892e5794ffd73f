package dev.atelier.videos.generation;

import dev.atelier.http.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a callback comes from a worker that knows the secret: HMAC-SHA256 in lower-case hex
 * over time, method, path and body, each on a line of its own.
 */
final class CallbackSignature {

  static final String TIMESTAMP = "X-Atelier-Timestamp";
  static final String SIGNATURE = "X-Atelier-Signature";

  private static final Duration TOLERANCE = Duration.ofSeconds(120);

  private final byte[] secret;
  private final Clock clock;

  CallbackSignature(String secret, Clock clock) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
    this.clock = clock;
  }

  boolean isSet() {
    return secret.length > 0;
  }

  /**
   * Refuses what is not signed, or not now.
   *
   * @throws Problem 401 {@code invalid_signature}, which ends nobody's session
   */
  void require(@Nullable String timestamp, @Nullable String signature, String path, byte[] body) {
    if (timestamp == null || signature == null) {
      throw refused("Missing request signature headers");
    }
    if (!timestamp.matches("[0-9]{10}")) {
      throw refused("Invalid signature timestamp");
    }
    long age = Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp));
    if (age > TOLERANCE.toSeconds()) {
      throw refused("Signature timestamp expired");
    }
    byte[] expected = sign(timestamp, path, body).getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
      throw refused("Invalid request signature");
    }
  }

  String sign(String timestamp, String path, byte[] body) {
    Mac mac = HmacUtils.getInitializedMac(HmacAlgorithms.HMAC_SHA_256, secret);
    mac.update((timestamp + "\nPOST\n" + path + "\n").getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(mac.doFinal(body));
  }

  private static Problem refused(String detail) {
    return Problem.unauthenticated("invalid_signature", detail)
        .withHeader("WWW-Authenticate", "Atelier-HMAC");
  }
}
