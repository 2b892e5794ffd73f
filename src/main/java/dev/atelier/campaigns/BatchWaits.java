package dev.atelier.campaigns;

import dev.atelier.database.Signals;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Requests that wait for the end of their batch. What waits is a virtual thread, which costs no
 * thread of the machine, and it holds no connection meanwhile.
 *
 * <p>Thread-safe.
 */
@Component
class BatchWaits {

  static final String CHANNEL = "campaign_batches";

  /** As a signal may be lost. */
  private static final Duration POLL = Duration.ofSeconds(2);

  private final Map<String, Set<CountDownLatch>> waiting = new ConcurrentHashMap<>();
  private final Signals.Subscription subscription;
  private volatile boolean closing;

  BatchWaits(Signals signals) {
    this.subscription = signals.receive(CHANNEL, this::wake);
  }

  /** Whoever waits is answered before the server stops. */
  @EventListener(ContextClosedEvent.class)
  void close() {
    closing = true;
    subscription.close();
    wake("");
  }

  private void wake(String batch) {
    waiting.forEach((id, latches) -> {
      if (batch.isEmpty() || batch.equals(id)) {
        latches.forEach(CountDownLatch::countDown);
      }
    });
  }

  /**
   * Waits until the batch has ended, or so long.
   *
   * @param ended asks the database
   */
  void await(String batch, Duration most, BooleanSupplier ended) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    long left = most.toNanos();
    while (left > 0 && !closing) {
      CountDownLatch latch = new CountDownLatch(1);
      waiting.computeIfAbsent(batch, id -> ConcurrentHashMap.newKeySet()).add(latch);
      try {
        if (ended.getAsBoolean()) {
          return;
        }
        if (latch.await(Math.min(left, POLL.toNanos()), TimeUnit.NANOSECONDS)
            && ended.getAsBoolean()) {
          return;
        }
      } finally {
        waiting.computeIfPresent(
            batch,
            (id, latches) -> {
              latches.remove(latch);
              return latches.isEmpty() ? null : latches;
            });
      }
      left = deadline - System.nanoTime();
    }
  }
}
