package dev.atelier.videos.generation;

import dev.atelier.storage.MediaKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signs links as whoever knows the key could, for times that the application gives to none. */
final class SignedLinks {

  private SignedLinks() {}

  static String sign(JdbcClient jdbc, MediaKey key, String expires) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] secret = jdbc.sql("select key from storage.link_key").query(byte[].class).single();
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      String text = "GET\n" + key + "\n" + expires;
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
