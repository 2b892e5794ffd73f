package dev.atelier.posters;

import java.time.Duration;

/**
 * How long a check may take: five seconds for each thousand rows, and half a minute however few
 * they are. Thread-safe.
 */
final class CheckTime {

  private static final Duration LEAST = Duration.ofSeconds(30);
  private static final Duration PER_THOUSAND = Duration.ofSeconds(5);

  private final long start = System.nanoTime();
  private volatile Duration limit = LEAST;

  /** Tells how many rows there are, as far as is known by now. */
  void rows(int count) {
    Duration wanted = PER_THOUSAND.multipliedBy((count + 999) / 1_000);
    if (wanted.compareTo(limit) > 0) {
      limit = wanted;
    }
  }

  Duration left() {
    return limit.minusNanos(System.nanoTime() - start);
  }

  boolean over() {
    return !left().isPositive();
  }
}
