package dev.atelier.http.connector;

import java.util.concurrent.TimeUnit;

/**
 * How long a client may still let the server wait: for a header as a whole, and for a body while it
 * comes slower than the slowest rate that is taken. Only waiting counts: a server that is busy
 * between two reads makes no client slow.
 */
final class ClientPace {

  private static final int BYTES_PER_SECOND = 1024;
  private static final long NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / BYTES_PER_SECOND;
  private static final long NEVER = 0;

  private final long most;
  private long left;
  private long headerSince = NEVER;
  private long waitingSince = NEVER;

  ClientPace(int mostMillis) {
    this.most = TimeUnit.MILLISECONDS.toNanos(mostMillis);
    this.left = most;
  }

  /**
   * Bytes of a header came.
   *
   * @param more whether its end has not come
   * @return how many milliseconds are left for what comes next
   */
  long headerCame(boolean more) {
    if (!more) {
      headerSince = NEVER;
      waitingSince = NEVER;
      left = most;
      return leftMillis();
    }
    long now = System.nanoTime();
    if (headerSince == NEVER) {
      headerSince = now;
    }
    left = most - (now - headerSince);
    return leftMillis();
  }

  /** The server has to wait for more of a body; whether it has done so for too long already. */
  boolean waitedTooLong() {
    long now = System.nanoTime();
    if (waitingSince == NEVER) {
      waitingSince = now;
    }
    return now - waitingSince >= left;
  }

  /**
   * Bytes of a body came. Time is won back by what comes, but never more than there was at first.
   *
   * @return how many milliseconds are left for the next ones
   */
  long bodyCame(int count) {
    if (waitingSince != NEVER) {
      left -= System.nanoTime() - waitingSince;
      waitingSince = NEVER;
    }
    left = left <= 0 ? left : Math.min(most, left + count * NANOS_PER_BYTE);
    return leftMillis();
  }

  long leftMillis() {
    return left <= 0 ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(left));
  }
}
