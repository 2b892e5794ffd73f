package dev.atelier.providers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One generation of an object of a {@link MediaSource}. Sizes and checksums are of the stored
 * bytes.
 *
 * @param path its whole name
 * @param size in bytes
 * @param generation changes whenever the bytes do
 * @param crc32c 8 lower-case hex digits; null where the source does not know it
 * @param md5 32 lower-case hex digits; null where the source does not know it, as for objects that
 *     were composed of others
 * @param contentEncoding {@code gzip} where the stored bytes are compressed; null for none
 * @param hasPublicToken whether anybody with a token may read it; the token itself is never kept
 * @param updatedAt when it was last written
 */
public record SourceObject(
    String path,
    long size,
    long generation,
    @Nullable String crc32c,
    @Nullable String md5,
    @Nullable String contentType,
    @Nullable String contentEncoding,
    boolean hasPublicToken,
    @Nullable Instant updatedAt) {}
