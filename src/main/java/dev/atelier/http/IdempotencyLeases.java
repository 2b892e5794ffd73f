package dev.atelier.http;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Holds the keys that this node is answering for as long as it lives. */
@Component
class IdempotencyLeases implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IdempotencyLeases.class);

  private final IdempotencyRepository keys;
  private final Set<UUID> held = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("idempotency-leases").factory());

  IdempotencyLeases(IdempotencyRepository keys) {
    this.keys = keys;
    clock.scheduleWithFixedDelay(this::extend, 10, 10, TimeUnit.SECONDS);
    clock.scheduleWithFixedDelay(this::forgetExpired, 5, 60, TimeUnit.MINUTES);
  }

  void hold(UUID holder) {
    held.add(holder);
  }

  void letGo(UUID holder) {
    held.remove(holder);
  }

  private void extend() {
    if (!held.isEmpty()) {
      attempt("extended in ten seconds", () -> keys.extend(held));
    }
  }

  private void forgetExpired() {
    attempt("forgotten in an hour", keys::forgetExpired);
  }

  private static void attempt(String consequence, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("Idempotency keys will be {}: {}", consequence, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
