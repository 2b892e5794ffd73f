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
import org.springframework.stereotype.Component;

/** The key of access tokens: {@code SECRET_KEY}, or one that was made once and is kept at home. */
@Component
class SigningKey {

  private static final String FILE = "secret-key";

  private final SecretKey key;

  SigningKey(IdentityProperties settings, AtelierHome home) {
    String text =
        settings.secretKey().isEmpty() ? kept(home.path().resolve(FILE)) : settings.secretKey();
    this.key = new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  SecretKey value() {
    return key;
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
