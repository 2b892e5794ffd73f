package dev.atelier.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.springframework.stereotype.Component;

/**
 * Writes and reads the tokens that logins are renewed with: the login, how often it was renewed,
 * and a signature. Nothing of them is kept, so nothing that is kept is worth stealing.
 */
@Component
class RefreshTokens {

  /** What a token says. */
  record Content(UUID login, int renewals) {}

  private static final int CONTENT = 20;
  private static final int SIGNATURE = 16;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{48}");

  private final byte[] key;

  RefreshTokens(SigningKey key) {
    // A key of its own, so that no access token says anything about it.
    this.key =
        mac(
            key.value().getEncoded(),
            "atelier refresh tokens v1".getBytes(StandardCharsets.US_ASCII));
  }

  String issue(UUID login, int renewals) {
    byte[] content =
        ByteBuffer.allocate(CONTENT)
            .putLong(login.getMostSignificantBits())
            .putLong(login.getLeastSignificantBits())
            .putInt(renewals)
            .array();
    byte[] token = Arrays.copyOf(content, CONTENT + SIGNATURE);
    System.arraycopy(mac(key, content), 0, token, CONTENT, SIGNATURE);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** What a token of ours says; empty for any other text. */
  Optional<Content> read(String token) {
    if (!FORM.matcher(token).matches()) {
      return Optional.empty();
    }
    byte[] bytes = Base64.getUrlDecoder().decode(token);
    byte[] content = Arrays.copyOf(bytes, CONTENT);
    byte[] signature = Arrays.copyOfRange(bytes, CONTENT, CONTENT + SIGNATURE);
    if (!MessageDigest.isEqual(Arrays.copyOf(mac(key, content), SIGNATURE), signature)) {
      return Optional.empty();
    }
    ByteBuffer read = ByteBuffer.wrap(content);
    return Optional.of(new Content(new UUID(read.getLong(), read.getLong()), read.getInt()));
  }

  private static byte[] mac(byte[] key, byte[] message) {
    return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmac(message);
  }
}
