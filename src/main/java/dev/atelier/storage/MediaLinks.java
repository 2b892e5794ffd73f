package dev.atelier.storage;

import dev.atelier.http.Problem;
import dev.atelier.providers.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Links that let whoever has one read a medium for a while. Signed with a key that all nodes share
 * and that is good for nothing else.
 *
 * <p>Thread-safe.
 */
@Component
class MediaLinks {

  /** Names of the parameters. */
  static final String EXPIRES = "expires";

  static final String SIGNATURE = "signature";

  private final JdbcClient jdbc;
  private final PublicAddress address;
  private volatile byte @Nullable [] secret;

  MediaLinks(JdbcClient jdbc, PublicAddress address) {
    this.jdbc = jdbc;
    this.address = address;
  }

  Media.Link make(MediaKey key, Duration life) {
    if (!life.isPositive() || life.compareTo(ObjectStore.MAX_LINK) > 0) {
      throw new IllegalArgumentException("A link lives up to " + ObjectStore.MAX_LINK);
    }
    Instant end = Instant.ofEpochSecond(Instant.now().getEpochSecond() + life.toSeconds());
    String expires = Long.toString(end.getEpochSecond());
    String url =
        "%s?%s=%s&%s=%s"
            .formatted(
                address.reference(key), EXPIRES, expires, SIGNATURE, signature(key, expires));
    return new Media.Link(url, end);
  }

  /**
   * Refuses a link that does not hold.
   *
   * @throws Problem 403 {@code link_invalid} or {@code link_expired}
   */
  void require(MediaKey key, @Nullable String expires, @Nullable String signature) {
    if (expires == null || signature == null || !expires.matches("[0-9]{10}")) {
      throw invalid();
    }
    byte[] expected = signature(key, expires).getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
      throw invalid();
    }
    long left = Long.parseLong(expires) - Instant.now().getEpochSecond();
    if (left > ObjectStore.MAX_LINK.toSeconds()) {
      throw invalid();
    }
    if (left <= 0) {
      throw Problem.forbidden("link_expired", "This link has expired");
    }
  }

  private static Problem invalid() {
    return Problem.forbidden("link_invalid", "This link is not valid");
  }

  String signature(MediaKey key, String expires) {
    return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret())
        .hmacHex("GET\n" + key + "\n" + expires);
  }

  private byte[] secret() {
    byte[] known = secret;
    if (known == null) {
      known = jdbc.sql("select key from storage.link_key").query(byte[].class).single();
      secret = known;
    }
    return known;
  }
}
