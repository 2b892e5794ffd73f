package dev.atelier.providers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Bytes that must have a known length and digest.
 *
 * @param sha256 lower-case hex
 */
public record CheckedBytes(InputStream stream, long length, String sha256) {

  private static final int CHUNK = 64 * 1024;

  /**
   * Copies the bytes.
   *
   * @throws ProviderException unavailable with code {@code checksum_mismatch} when they are not the
   *     announced ones; some may have been copied
   */
  public void copyTo(OutputStream out) throws IOException {
    MessageDigest digest = DigestUtils.getSha256Digest();
    byte[] chunk = new byte[CHUNK];
    long copied = 0;
    for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
      copied += count;
      if (copied > length) {
        throw mismatch();
      }
      digest.update(chunk, 0, count);
      out.write(chunk, 0, count);
    }
    if (copied != length || !HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
      throw mismatch();
    }
  }

  private static ProviderException mismatch() {
    return ProviderException.unavailable(
        "checksum_mismatch", "The bytes are not those that were announced", null);
  }
}
