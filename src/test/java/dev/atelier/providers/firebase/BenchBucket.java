package dev.atelier.providers.firebase;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

/**
 * The bucket of {@code dev.atelier.archive.ArchiveBenchmark}, in a process of its own that does as
 * each line of its input says: {@code fill PREFIX COUNT SIZE}, or {@code latency MILLIS}.
 */
public final class BenchBucket {

  private static final int SHARED = 160 * 1024 * 1024;

  private BenchBucket() {}

  public static void main(String[] arguments) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocateDirect(SHARED);
    Random random = new Random(1);
    while (bytes.hasRemaining()) {
      bytes.putLong(random.nextLong());
    }
    try (CloudStorageStandIn storage = CloudStorageStandIn.start();
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      storage.log().keepSumsOnly();
      System.out.println(storage.url());
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        obey(storage, bytes, order.split(" "));
        System.out.println("done");
      }
    }
  }

  private static void obey(CloudStorageStandIn storage, ByteBuffer bytes, String[] order) {
    switch (order[0]) {
      case "latency" -> storage.latency(Duration.ofMillis(Long.parseLong(order[1])));
      case "fill" -> {
        storage.reset();
        int size = Integer.parseInt(order[3]);
        for (int i = 0; i < Integer.parseInt(order[2]); i++) {
          int from = (int) (i * 4099L % (SHARED - size));
          storage.put("%s/%06d.bin".formatted(order[1], i), bytes.slice(from, size));
        }
      }
      default -> throw new IllegalArgumentException(order[0]);
    }
  }
}
