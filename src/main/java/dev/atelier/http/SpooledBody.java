package dev.atelier.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A body that was read once, to know all of it, and can be read again; large ones lie on disk. */
final class SpooledBody implements AutoCloseable {

  private static final int IN_MEMORY = 64 * 1024;

  private final byte[] head;
  private final @Nullable Path rest;

  private SpooledBody(byte[] head, @Nullable Path rest) {
    this.head = head;
    this.rest = rest;
  }

  /** Reads the body to its end, and every byte of it into the digest. */
  static SpooledBody read(InputStream body, MessageDigest digest) throws IOException {
    InputStream digested = new DigestInputStream(body, digest);
    byte[] head = digested.readNBytes(IN_MEMORY);
    return new SpooledBody(head, head.length < IN_MEMORY ? null : spool(digested));
  }

  private static Path spool(InputStream body) throws IOException {
    Path file = Files.createTempFile("atelier-body", null);
    try (OutputStream out = Files.newOutputStream(file)) {
      body.transferTo(out);
      return file;
    } catch (IOException | RuntimeException e) {
      Files.delete(file);
      throw e;
    }
  }

  InputStream open() throws IOException {
    InputStream memory = new ByteArrayInputStream(head);
    return rest == null ? memory : new SequenceInputStream(memory, Files.newInputStream(rest));
  }

  @Override
  public void close() throws IOException {
    if (rest != null) {
      Files.delete(rest);
    }
  }
}
