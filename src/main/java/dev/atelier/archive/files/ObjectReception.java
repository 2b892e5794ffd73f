package dev.atelier.archive.files;

import dev.atelier.providers.MediaSource;
import dev.atelier.providers.ObjectBody;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.SourceObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.IntConsumer;
import org.springframework.stereotype.Component;

/** Has the rest of an object come into a copy that grows. Thread-safe. */
@Component
class ObjectReception {

  private static final long FLUSH_NANOS = Duration.ofMillis(500).toNanos();

  private final MediaSource source;
  private final Bandwidth bandwidth;

  ObjectReception(MediaSource source, Bandwidth bandwidth) {
    this.source = source;
    this.bandwidth = bandwidth;
  }

  /**
   * Receives what is missing, in one try; what came before a failure is in the copy.
   *
   * @param received told how many bytes have come
   * @return nanoseconds until the source began to answer
   * @throws ProviderException when the source does not give it all
   * @throws IOException when it cannot be written here
   */
  long receive(
      SourceObject object,
      Partial partial,
      byte[] buffer,
      Transfers.Transfer transfer,
      IntConsumer received)
      throws IOException, InterruptedException {
    long asked = System.nanoTime();
    try (ObjectBody body = source.open(object.path(), object.generation(), partial.size())) {
      long answered = System.nanoTime() - asked;
      transfer.reads(body);
      if (body.size() != object.size()) {
        throw ProviderException.unavailable(
            "upstream_invalid_response",
            "The source says of one generation that it has %d and %d bytes"
                .formatted(object.size(), body.size()),
            null);
      }
      if (body.offset() != partial.size()) {
        partial.restart();
      }
      copy(body.bytes(), partial, buffer, received);
      return answered;
    }
  }

  /** Fills the buffer before it is written, as sources give little at a time. */
  private void copy(InputStream bytes, Partial partial, byte[] buffer, IntConsumer received)
      throws IOException, InterruptedException {
    int filled = 0;
    long flushed = System.nanoTime();
    try {
      while (true) {
        int read = read(bytes, buffer, filled);
        if (read < 0) {
          return;
        }
        filled += read;
        received.accept(read);
        bandwidth.pay(read);
        long now = System.nanoTime();
        if (filled == buffer.length || now - flushed > FLUSH_NANOS) {
          int full = filled;
          filled = 0;
          partial.append(buffer, full);
          flushed = now;
          // Checksums never wait, and without this would keep others from their turn for long.
          Thread.yield();
        }
      }
    } finally {
      // Also what came before a connection was lost is not asked for again.
      if (filled > 0) {
        partial.append(buffer, filled);
      }
    }
  }

  private static int read(InputStream bytes, byte[] buffer, int filled) {
    try {
      return bytes.read(buffer, filled, buffer.length - filled);
    } catch (IOException e) {
      throw ProviderException.unavailable(
          "connection_lost", "The connection was lost: " + e.getMessage(), e);
    }
  }
}
