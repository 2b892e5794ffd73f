package dev.atelier.archive.evidence;

import dev.atelier.archive.files.ArchiveRoot;
import dev.atelier.archive.files.ArchivedFile;
import dev.atelier.archive.files.LocalCopy;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * All files of one person as one ZIP file that is stored nowhere: where each of its bytes comes
 * from follows from what is known of the files, so that it can be sent from any place on.
 */
public final class PersonPackage {

  private static final String MANIFEST = "manifest.jsonl";
  private static final int BUFFER = 64 * 1024;

  private final ArchiveRoot root;
  private final List<ArchivedFile> files;
  private final List<ZipEntryLayout> entries = new ArrayList<>();
  private final byte[] manifest;
  private final byte[] directory;
  private final long directoryOffset;
  private final String tag;

  PersonPackage(ArchiveRoot root, List<ArchivedFile> files, String folder, byte[] manifest) {
    this.root = root;
    this.files = List.copyOf(files);
    this.manifest = manifest;
    MessageDigest digest = DigestUtils.getSha256Digest();
    long offset = 0;
    Instant newest = Instant.EPOCH;
    for (ArchivedFile file : files) {
      ArchivedFile.Held held = Objects.requireNonNull(file.held());
      ZipEntryLayout entry =
          ZipEntryLayout.of(
              file.path(),
              held.content().size(),
              held.content().crc32(),
              held.modifiedAt(),
              offset);
      add(entry, held.content().sha256(), digest);
      offset = entry.end();
      newest = held.fetchedAt().isAfter(newest) ? held.fetchedAt() : newest;
    }
    CRC32 crc32 = new CRC32();
    crc32.update(manifest);
    ZipEntryLayout last =
        ZipEntryLayout.of(
            folder + "/" + MANIFEST, manifest.length, (int) crc32.getValue(), newest, offset);
    add(last, Integer.toHexString(last.crc32()), digest);
    this.directoryOffset = last.end();
    this.directory = directory();
    this.tag = "\"" + HexFormat.of().formatHex(digest.digest()) + "\"";
  }

  private void add(ZipEntryLayout entry, String content, MessageDigest digest) {
    entries.add(entry);
    digest.update(entry.local());
    digest.update(content.getBytes(StandardCharsets.US_ASCII));
  }

  private byte[] directory() {
    int length = 0;
    List<byte[]> headers = new ArrayList<>();
    for (ZipEntryLayout entry : entries) {
      byte[] header = entry.central();
      headers.add(header);
      length += header.length;
    }
    byte[] end = ZipEntryLayout.end(entries.size(), directoryOffset, length);
    byte[] all = new byte[length + end.length];
    int at = 0;
    for (byte[] header : headers) {
      System.arraycopy(header, 0, all, at, header.length);
      at += header.length;
    }
    System.arraycopy(end, 0, all, at, end.length);
    return all;
  }

  /** How long the whole file is. */
  public long size() {
    return directoryOffset + directory.length;
  }

  /** The same for the same bytes. */
  public String entityTag() {
    return tag;
  }

  /** The first file that is not as it was when it was archived, by its size. */
  public Optional<String> firstMissing() {
    return files.stream().filter(file -> !isThere(file)).map(ArchivedFile::path).findFirst();
  }

  private boolean isThere(ArchivedFile file) {
    try {
      Optional<BasicFileAttributes> found = ArchiveRoot.attributes(path(file));
      return found.isPresent()
          && found.get().size() == Objects.requireNonNull(file.held()).content().size();
    } catch (IOException e) {
      return false;
    }
  }

  private Path path(ArchivedFile file) throws IOException {
    return root.file(file.folder(), file.kind(), file.name());
  }

  /**
   * Writes a part of the file.
   *
   * @throws IOException also when the bytes of an entry that is sent whole are not those that were
   *     archived; the reader then has too few
   */
  public void write(OutputStream out, long from, long length) throws IOException {
    Window window = new Window(out, from, length);
    for (int i = 0; i < entries.size() && !window.isFull(); i++) {
      ZipEntryLayout entry = entries.get(i);
      if (entry.end() > from) {
        window.write(entry.local(), entry.offset());
        if (i < files.size()) {
          window.write(entry, path(files.get(i)));
        } else {
          window.write(manifest, entry.dataOffset());
        }
      }
    }
    window.write(directory, directoryOffset);
  }

  /** The part that is asked for, as it goes past. */
  private static final class Window {

    private final OutputStream out;
    private final long from;
    private final long to;
    private long written;

    Window(OutputStream out, long from, long length) {
      this.out = out;
      this.from = from;
      this.to = from + length;
    }

    boolean isFull() {
      return from + written >= to;
    }

    void write(byte[] bytes, long offset) throws IOException {
      copy(new ByteArrayInputStream(bytes), offset, bytes.length, new CRC32());
    }

    void write(ZipEntryLayout entry, Path file) throws IOException {
      if (isFull() || entry.size() == 0) {
        return;
      }
      CRC32 crc32 = new CRC32();
      boolean whole = from <= entry.dataOffset() && to >= entry.end();
      try (InputStream bytes = LocalCopy.open(file)) {
        copy(bytes, entry.dataOffset(), entry.size(), crc32);
      }
      if (whole && (int) crc32.getValue() != entry.crc32()) {
        throw new IOException("A file of the archive is not what it was");
      }
    }

    private void copy(InputStream bytes, long offset, long size, CRC32 crc32) throws IOException {
      long first = Math.max(offset, from);
      long last = Math.min(offset + size, to);
      if (first >= last) {
        return;
      }
      bytes.skipNBytes(first - offset);
      byte[] buffer = new byte[(int) Math.min(BUFFER, last - first)];
      for (long left = last - first; left > 0; ) {
        int read = bytes.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException("A file of the archive is shorter than it was");
        }
        crc32.update(buffer, 0, read);
        out.write(buffer, 0, read);
        left -= read;
        written += read;
      }
    }
  }
}
