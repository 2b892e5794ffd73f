package dev.atelier.archive.files;

import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Buffers that are used again, as there are many short files. Thread-safe. */
final class Buffers {

  private static final int SIZE = 128 * 1024;

  private final ConcurrentLinkedQueue<byte[]> free = new ConcurrentLinkedQueue<>();

  byte[] take() {
    byte @Nullable [] buffer = free.poll();
    return buffer == null ? new byte[SIZE] : buffer;
  }

  void giveBack(byte[] buffer) {
    free.add(buffer);
  }
}
