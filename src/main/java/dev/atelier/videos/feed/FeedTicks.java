package dev.atelier.videos.feed;

import dev.atelier.videos.RankRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * As of when the feed is read, and for how long it can be read so: an hour after the first page the
 * places of then are forgotten, and who reads on does so in today's order.
 *
 * <p>Thread-safe.
 */
@Component
class FeedTicks implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FeedTicks.class);

  private static final long KEPT = Duration.ofHours(1).toSeconds() / RankRepository.TICK_SECONDS;
  // Who reads on must end before its places are forgotten.
  private static final long READABLE = KEPT - 60 / RankRepository.TICK_SECONDS;
  private static final Duration FRESH = Duration.ofMillis(500);
  private static final int FORGOTTEN_AT_ONCE = 5_000;

  /** A tick, and when this node asked for it. An older one than needed is as good. */
  private record Read(long tick, long nanos) {}

  private final RankRepository ranks;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("feed-ranks").factory());
  private volatile @Nullable Read last;

  FeedTicks(RankRepository ranks) {
    this.ranks = ranks;
    sweeper.scheduleWithFixedDelay(this::forget, 60, 60, TimeUnit.SECONDS);
  }

  /** The tick that a reader begins with. */
  long settled() {
    Read known = last;
    long now = System.nanoTime();
    if (known == null || now - known.nanos() > FRESH.toNanos()) {
      known = new Read(ranks.settled(), now);
      last = known;
    }
    return known.tick();
  }

  /** The tick that a reader goes on with: the one it began with, as long as that is kept. */
  long settled(long begunWith) {
    long now = settled();
    return begunWith > now - READABLE ? Math.min(begunWith, now) : now;
  }

  static Instant time(long tick) {
    return Instant.ofEpochSecond(tick * RankRepository.TICK_SECONDS);
  }

  static LocalDate day(long tick) {
    return LocalDate.ofInstant(time(tick), ZoneOffset.UTC);
  }

  private void forget() {
    try {
      long tick = ranks.settled() - KEPT;
      int forgotten = FORGOTTEN_AT_ONCE;
      while (forgotten == FORGOTTEN_AT_ONCE) {
        forgotten = ranks.forget(tick, FORGOTTEN_AT_ONCE);
      }
    } catch (RuntimeException e) {
      LOG.warn("Past places of videos will be forgotten in a minute: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
  }
}
