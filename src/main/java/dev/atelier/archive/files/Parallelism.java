package dev.atelier.archive.files;

import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * How many files this node fetches at once: more as long as all goes well, half as many whenever
 * the source says that it is too much. Thread-safe.
 */
@Component
public class Parallelism {

  private static final int START = 8;
  private static final Duration ONCE_PER = Duration.ofSeconds(1);

  private final int most;
  private double limit;
  private boolean everSlowed;
  private long slowedAt;
  private int used;

  Parallelism(FilesProperties properties) {
    this.most = properties.users() * properties.filesPerUser();
    this.limit = Math.min(START, most);
  }

  /** How many may be fetched at once now. */
  public synchronized int limit() {
    return (int) limit;
  }

  synchronized void enter() throws InterruptedException {
    while (used >= (int) limit) {
      wait();
    }
    used++;
  }

  synchronized void leave() {
    used--;
    notify();
  }

  /** A file came without trouble: one more at once, or later, once there was trouble, less. */
  synchronized void succeeded() {
    int before = (int) limit;
    limit = Math.min(most, limit + (everSlowed ? 1 / limit : 1));
    if ((int) limit > before) {
      notify();
    }
  }

  /** The source asks for less; what several are told at the same time counts once. */
  synchronized void slower() {
    long now = System.nanoTime();
    if (!everSlowed || now - slowedAt > ONCE_PER.toNanos()) {
      limit = Math.max(1, limit / 2);
      everSlowed = true;
      slowedAt = now;
    }
  }
}
