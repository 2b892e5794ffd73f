package dev.atelier.identity;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import dev.atelier.home.AtelierHome;
import dev.atelier.home.CannotStartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The key of access tokens: {@code SECRET_KEY}, or one that was made once and is kept at home. */
@Component
class SigningKey {

  private static final String FILE = "secret-key";

  private final SecretKey key;

  SigningKey(IdentityProperties settings, AtelierHome home, JdbcClient jdbc) {
    boolean given = !settings.secretKey().isEmpty();
    String text = given ? settings.secretKey() : kept(home.path().resolve(FILE));
    this.key =
        new SecretKeySpec(
            text.getBytes(StandardCharsets.UTF_8), HmacAlgorithms.HMAC_SHA_256.getName());
    if (!isKnown(jdbc, given)) {
      throw new CannotStartException(
          "SECRET_KEY: the nodes of this database sign access tokens with another key than the one"
              + " in ATELIER_HOME; set the same SECRET_KEY on every node");
    }
  }

  SecretKey value() {
    return key;
  }

  // A key that was given is the operator's word; one that was made here must not disagree with it.
  private boolean isKnown(JdbcClient jdbc, boolean given) {
    String mine = fingerprint();
    return jdbc.sql(
            """
            insert into identity.signing_key as known (fingerprint)
            values (:mine)
            on conflict (one) do update
            set fingerprint = case when :given then :mine else known.fingerprint end
            returning fingerprint
            """)
        .param("mine", mine)
        .param("given", given)
        .query(String.class)
        .single()
        .equals(mine);
  }

  // Tells no more of the key than any token does.
  private String fingerprint() {
    return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key.getEncoded()).hmacHex(FILE);
  }

  private static String kept(Path file) {
    try {
      if (!Files.exists(file)) {
        write(file);
      }
      String text = Files.readString(file).strip();
      if (text.length() < IdentityProperties.MINIMUM_KEY_BYTES) {
        throw new CannotStartException(
            file + " does not hold a key; set SECRET_KEY, or remove the file for a new one");
      }
      return text;
    } catch (IOException e) {
      throw new CannotStartException(
          "The key of access tokens cannot be kept in " + file + "; set SECRET_KEY", e);
    }
  }

  private static void write(Path file) throws IOException {
    byte[] random = new byte[48];
    new SecureRandom().nextBytes(random);
    Path draft = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(draft, asFileAttribute(fromString("rw-------")));
    Files.writeString(draft, Base64.getEncoder().encodeToString(random) + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
