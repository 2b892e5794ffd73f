package dev.atelier.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The tokens that were logged out on any node. Requests ask a copy in memory, which is never older
 * than {@link #OLDEST}: the request that finds it old reads what is new, and no request costs a
 * query of its own.
 *
 * <p>Thread-safe.
 */
@Component
class RevokedTokens {

  private static final Duration OLD = Duration.ofMillis(300);
  private static final Duration OLDEST = Duration.ofMillis(900);
  // A revocation is seen only when it is committed, which may be later than its time says.
  private static final Duration OVERLAP = Duration.ofMinutes(1);
  private static final Duration EVER = Duration.ofDays(400);

  private final RevokedTokenRepository repository;
  private final Clock clock;
  private final Map<UUID, Instant> known = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable FutureTask<Void>> reading = new AtomicReference<>();
  private volatile long readAt = System.nanoTime() - EVER.toNanos();

  RevokedTokens(RevokedTokenRepository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  void add(AccessToken token) {
    repository.insert(token);
    known.put(token.id(), token.expiresAt());
  }

  boolean contains(UUID id) {
    Duration age = age();
    if (age.compareTo(OLDEST) > 0 || (age.compareTo(OLD) > 0 && reading.get() == null)) {
      read();
    }
    return known.containsKey(id);
  }

  private Duration age() {
    return Duration.ofNanos(System.nanoTime() - readAt);
  }

  // Many who ask at once wait for one query, and share its failure too.
  private void read() {
    FutureTask<Void> mine = new FutureTask<>(this::load, null);
    FutureTask<Void> first = reading.compareAndExchange(null, mine);
    if (first == null) {
      try {
        mine.run();
      } finally {
        reading.set(null);
      }
    }
    await(first == null ? mine : first);
  }

  private void load() {
    long now = System.nanoTime();
    repository.within(age().plus(OVERLAP)).forEach(it -> known.put(it.id(), it.expiresAt()));
    known.values().removeIf(clock.instant()::isAfter);
    readAt = now;
  }

  private static void await(FutureTask<Void> read) {
    try {
      read.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
