package dev.atelier.archive;

import dev.atelier.providers.firebase.BenchUsers;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** How fast the bucket of the benchmark is for somebody who drops whatever comes. */
final class BucketLimit {

  private static final int CONNECTIONS = 16;

  private final URI bucket;
  private final int size;
  private final AtomicInteger next = new AtomicInteger();

  private BucketLimit(URI bucket, int size) {
    this.bucket = bucket;
    this.size = size;
  }

  /** Seconds for so many objects of that size. */
  static double seconds(String bucket, String prefix, int files, int size)
      throws InterruptedException, ExecutionException {
    BucketLimit limit = new BucketLimit(URI.create(bucket), size);
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        all.add(threads.submit(() -> limit.read(prefix, files)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private Void read(String prefix, int files) throws IOException {
    byte[] buffer = new byte[256 * 1024];
    try (Socket socket = new Socket(bucket.getHost(), bucket.getPort())) {
      for (int i = next.getAndIncrement(); i < files; i = next.getAndIncrement()) {
        socket
            .getOutputStream()
            .write(
                "GET /download/storage/v1/b/%s/o/%s%%2F%06d.bin?alt=media HTTP/1.1\r\nHost: b\r\n\r\n"
                    .formatted(BenchUsers.BUCKET, prefix, i)
                    .getBytes(StandardCharsets.ISO_8859_1));
        drop(socket.getInputStream(), buffer);
      }
    }
    return null;
  }

  private void drop(InputStream in, byte[] buffer) throws IOException {
    int filled = 0;
    int head = -1;
    while (head < 0) {
      int count = in.read(buffer, filled, buffer.length - filled);
      if (count < 0) {
        throw new EOFException();
      }
      filled += count;
      head =
          new String(buffer, 0, Math.min(filled, 4096), StandardCharsets.ISO_8859_1)
              .indexOf("\r\n\r\n");
    }
    long left = size - (filled - head - 4);
    while (left > 0) {
      int count = in.read(buffer);
      if (count < 0) {
        throw new EOFException();
      }
      left -= count;
    }
  }
}
