package dev.atelier.providers.firebase;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An object of {@link CloudStorageStandIn}.
 *
 * @param content the stored bytes; never read by position
 * @param size how many bytes are stored; where it is more than the content has, that is repeated
 * @param crc32c as the API writes it
 * @param md5 as the API writes it; null for a composite object
 * @param encoding empty, or {@code gzip}
 */
public record StoredObject(
    String name,
    ByteBuffer content,
    long size,
    long generation,
    String crc32c,
    @Nullable String md5,
    String contentType,
    String encoding,
    Map<String, String> metadata,
    Instant updated) {

  static StoredObject of(
      String name,
      ByteBuffer content,
      long generation,
      String contentType,
      String encoding,
      Map<String, String> metadata) {
    return new StoredObject(
        name,
        content,
        content.limit(),
        generation,
        crc32c(content, content.limit()),
        md5(content),
        contentType,
        encoding,
        metadata,
        Instant.parse("2026-01-02T03:04:05Z"));
  }

  StoredObject composite() {
    return new StoredObject(
        name, content, size, generation, crc32c, null, contentType, encoding, metadata, updated);
  }

  /** An object that is longer than a process is large, composed of the content again and again. */
  static StoredObject repeated(String name, ByteBuffer content, long size, long generation) {
    return new StoredObject(
        name,
        content,
        size,
        generation,
        crc32c(content, size),
        null,
        "application/octet-stream",
        "",
        Map.of(),
        Instant.parse("2026-01-02T03:04:05Z"));
  }

  boolean isRepeated() {
    return size > content.limit();
  }

  /** Some of the bytes between two places. */
  ByteBuffer piece(long from, long to) {
    return piece(content, from, to);
  }

  private static ByteBuffer piece(ByteBuffer content, long from, long to) {
    int start = (int) (from % content.limit());
    int length = (int) Math.min(content.limit() - start, to - from);
    return content.slice(start, length);
  }

  /** As the API describes it. */
  Map<String, Object> json(String bucket, String base) {
    Map<String, Object> json = new LinkedHashMap<>();
    String path = "/b/%s/o/%s".formatted(bucket, Percent.encode(name));
    json.put("kind", "storage#object");
    json.put("id", "%s/%s/%d".formatted(bucket, name, generation));
    json.put("selfLink", base + "/storage/v1" + path);
    json.put(
        "mediaLink",
        "%s/download/storage/v1%s?generation=%d&alt=media".formatted(base, path, generation));
    json.put("name", name);
    json.put("bucket", bucket);
    json.put("generation", Long.toString(generation));
    json.put("metageneration", "1");
    json.put("contentType", contentType);
    json.put("storageClass", "STANDARD");
    json.put("size", Long.toString(size));
    if (md5 != null) {
      json.put("md5Hash", md5);
    }
    json.put("crc32c", crc32c);
    json.put("etag", "CAE=");
    json.put("timeCreated", updated.toString());
    json.put("updated", updated.toString());
    if (!encoding.isEmpty()) {
      json.put("contentEncoding", encoding);
    }
    if (!metadata.isEmpty()) {
      json.put("metadata", metadata);
    }
    return json;
  }

  private static String crc32c(ByteBuffer content, long size) {
    CRC32C crc = new CRC32C();
    for (long at = 0; at < size; ) {
      ByteBuffer piece = piece(content, at, size);
      at += piece.remaining();
      crc.update(piece);
    }
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private static String md5(ByteBuffer content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(content.duplicate());
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
