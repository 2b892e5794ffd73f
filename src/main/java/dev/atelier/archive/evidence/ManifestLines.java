package dev.atelier.archive.evidence;

import dev.atelier.archive.files.ArchivedFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes a manifest, line by line. */
final class ManifestLines {

  private final OutputStream out;
  private final JsonMapper json;
  private final MessageDigest digest;
  private long files;
  private long bytes;

  ManifestLines(OutputStream out, JsonMapper json) {
    this.out = out;
    this.json = json;
    this.digest = DigestUtils.getSha256Digest();
  }

  /** A file in a manifest. */
  record Line(
      String id,
      String path,
      long size,
      long generation,
      String crc32c,
      @Nullable String md5,
      String sha256,
      @Nullable String contentEncoding,
      String sourceDocument,
      String object,
      String time) {}

  /** The last line; its digest is of every byte before it. */
  record Last(long files, long bytes, String digest) {}

  void add(ArchivedFile file) throws IOException {
    ArchivedFile.Held held = file.held();
    if (held == null) {
      return;
    }
    byte[] line =
        line(
            new Line(
                file.item(),
                file.path(),
                held.content().size(),
                held.generation(),
                held.content().crc32c(),
                held.content().md5(),
                held.content().sha256(),
                held.encoding(),
                file.document(),
                file.object(),
                held.fetchedAt().toString()));
    digest.update(line);
    out.write(line);
    files++;
    bytes += held.content().size();
  }

  Manifests.Written end() throws IOException {
    String sha256 = HexFormat.of().formatHex(digest.digest());
    out.write(line(new Last(files, bytes, "sha256:" + sha256)));
    return new Manifests.Written(files, bytes, sha256);
  }

  private byte[] line(Object value) {
    return (json.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
