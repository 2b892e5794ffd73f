package dev.atelier.archive.files;

import org.springframework.stereotype.Component;

/** How many bytes a second this node may fetch; can change at any time. Thread-safe. */
@Component
public class Bandwidth {

  private static final long NANOS = 1_000_000_000L;
  private static final long LOOK_AGAIN_MILLIS = 100;

  private volatile long perSecond;
  private double credit;
  private long creditAt = System.nanoTime();

  Bandwidth(FilesProperties properties) {
    this.perSecond = properties.bandwidth().toBytes();
  }

  /** The present limit; 0 for none. */
  public long perSecond() {
    return perSecond;
  }

  public void limit(long bytesPerSecond) {
    perSecond = bytesPerSecond;
  }

  /** Waits until that many bytes, which have come already, are within the limit. */
  void pay(int bytes) throws InterruptedException {
    if (perSecond > 0) {
      payInTurn(bytes);
    }
  }

  private synchronized void payInTurn(int bytes) throws InterruptedException {
    earn(perSecond);
    while (credit <= 0 && perSecond > 0) {
      wait(LOOK_AGAIN_MILLIS);
      earn(perSecond);
    }
    credit -= bytes;
  }

  /** Nobody can save up more than a quarter of a second. */
  private void earn(long rate) {
    long now = System.nanoTime();
    credit = Math.min(rate / 4.0, credit + (double) (now - creditAt) * rate / NANOS);
    creditAt = now;
  }
}
