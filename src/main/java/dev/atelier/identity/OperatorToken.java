package dev.atelier.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.springframework.stereotype.Component;

/** The operator's secret: checks it, and the signed cookies that stand for it in a browser. */
@Component
class OperatorToken {

  static final Duration SESSION = Duration.ofHours(12);

  private static final Pattern COOKIE = Pattern.compile("v1\\.(\\d{1,12})\\.([A-Za-z0-9_-]{43})");

  private final byte[] secret;
  private final Clock clock;

  OperatorToken(IdentityProperties settings, Clock clock) {
    this.secret = settings.operatorToken().getBytes(StandardCharsets.UTF_8);
    this.clock = clock;
  }

  boolean isSet() {
    return secret.length > 0;
  }

  /** Compares in a time that does not tell how much of the token is right. */
  boolean matches(String candidate) {
    return isSet()
        && MessageDigest.isEqual(mac(secret), mac(candidate.getBytes(StandardCharsets.UTF_8)));
  }

  /** A cookie value that is good for {@link #SESSION}. */
  String newSession() {
    long expiry = clock.instant().plus(SESSION).getEpochSecond();
    return "v1." + expiry + "." + signature(Long.toString(expiry));
  }

  boolean isSession(String cookie) {
    Matcher parts = COOKIE.matcher(cookie);
    return isSet()
        && parts.matches()
        && MessageDigest.isEqual(
            signature(parts.group(1)).getBytes(StandardCharsets.US_ASCII),
            parts.group(2).getBytes(StandardCharsets.US_ASCII))
        && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts.group(1))));
  }

  private String signature(String expiry) {
    byte[] message = ("atelier session v1 " + expiry).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(message));
  }

  private byte[] mac(byte[] message) {
    return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmac(message);
  }
}
