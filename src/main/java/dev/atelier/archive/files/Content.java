package dev.atelier.archive.files;

import dev.atelier.providers.SourceObject;
import org.jspecify.annotations.Nullable;

/**
 * What bytes are, by their checksums.
 *
 * @param crc32c 8 lower-case hex digits
 * @param crc32 as ZIP files have it
 * @param md5 32 lower-case hex digits; null where nobody asked
 * @param sha256 64 lower-case hex digits
 */
public record Content(long size, String crc32c, int crc32, @Nullable String md5, String sha256) {

  /** Whether these are the bytes of the object, as far as its source tells. */
  public boolean isOf(SourceObject object) {
    return size == object.size()
        && (object.crc32c() == null || object.crc32c().equals(crc32c))
        && (object.md5() == null || md5 == null || object.md5().equals(md5));
  }
}
