package dev.atelier.archive.files;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** All checksums of the bytes that went through; not thread-safe. */
final class Checksums {

  private final CRC32C crc32c = new CRC32C();
  private final CRC32 crc32 = new CRC32();
  private final MessageDigest sha256 = DigestUtils.getSha256Digest();
  private final @Nullable MessageDigest md5;
  private long size;

  /**
   * @param withMd5 whether there is an MD5 to compare with
   */
  Checksums(boolean withMd5) {
    this.md5 = withMd5 ? DigestUtils.getMd5Digest() : null;
  }

  void update(byte[] bytes, int offset, int length) {
    crc32c.update(bytes, offset, length);
    crc32.update(bytes, offset, length);
    sha256.update(bytes, offset, length);
    if (md5 != null) {
      md5.update(bytes, offset, length);
    }
    size += length;
  }

  /** How many bytes that were. */
  long size() {
    return size;
  }

  /** What the bytes were; to be asked once. */
  Content content() {
    return new Content(
        size,
        HexFormat.of().toHexDigits((int) crc32c.getValue()),
        (int) crc32.getValue(),
        md5 == null ? null : HexFormat.of().formatHex(md5.digest()),
        HexFormat.of().formatHex(sha256.digest()));
  }
}
