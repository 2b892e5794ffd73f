package dev.atelier.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.commons.codec.digest.DigestUtils;

/** Digests of several texts in which it matters where one ends and the next begins. */
final class Sha256 {

  private Sha256() {}

  static byte[] of(String... texts) {
    MessageDigest digest = DigestUtils.getSha256Digest();
    for (String text : texts) {
      add(digest, text);
    }
    return digest.digest();
  }

  static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
    digest.update((byte) ':');
    digest.update(bytes);
  }
}
