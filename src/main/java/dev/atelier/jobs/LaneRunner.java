package dev.atelier.jobs;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs lanes on this node until it is told to stop.
 *
 * <p>Thread-safe.
 */
@Component
class LaneRunner {

  private static final Logger log = LoggerFactory.getLogger(LaneRunner.class);

  private final ClaimRepository claims;
  private final Settlements settlements;
  private final NodePresence presence;
  private final JobsProperties properties;
  private final JsonMapper json;
  private final MeterRegistry meters;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Set<HandlerCall> calls = ConcurrentHashMap.newKeySet();

  /** The right to run an item that may be what kills nodes. */
  private final Semaphore suspects = new Semaphore(1);

  private int running;

  LaneRunner(
      ClaimRepository claims,
      Settlements settlements,
      NodePresence presence,
      JobsProperties properties,
      JsonMapper json,
      MeterRegistry meters) {
    this.claims = claims;
    this.settlements = settlements;
    this.presence = presence;
    this.properties = properties;
    this.json = json;
    this.meters = meters;
  }

  /** Runs a lane until it gives way. */
  Lane.Exit run(Lease lease, WorkQueue queue) {
    count(1);
    try {
      return new Lane(lease, queue, this).run();
    } catch (InterruptedException e) {
      log.debug("Lane {} of {} was interrupted", lease.lane(), lease.queue(), e);
      return Lane.Exit.AGAIN;
    } finally {
      count(-1);
    }
  }

  /**
   * Has the handler work on an item.
   *
   * @param cleared run when the item comes further, so that no death counts against it any more
   */
  Ending perform(WorkQueue queue, Claimed item, Runnable cleared) {
    long before = System.nanoTime();
    Ending ending;
    try (var deaths = new CountedDeaths(item, claims, cleared)) {
      ending = perform(queue, new HandlerCall(json, item, deaths));
    }
    meters
        .timer("atelier.jobs.run", "queue", queue.name(), "outcome", ending.word())
        .record(System.nanoTime() - before, TimeUnit.NANOSECONDS);
    return ending;
  }

  private Ending perform(WorkQueue queue, HandlerCall call) {
    calls.add(call);
    try {
      return call.run(queue.handler(), this::isStopping);
    } finally {
      calls.remove(call);
    }
  }

  boolean settle(ItemEndings.Run run, Ending ending) throws InterruptedException {
    return settlements.settle(run, ending);
  }

  boolean settle(String share, List<ItemEndings.Success> successes) throws InterruptedException {
    return settlements.settle(share, successes);
  }

  ClaimRepository claims() {
    return claims;
  }

  /** Notes that a batch's first item was taken, if that is possible: it is only for people. */
  void started(BatchId batch) {
    try {
      claims.started(batch);
    } catch (DataAccessException e) {
      log.warn("Batch {} is not marked as started: {}", batch, e + "");
    }
  }

  boolean holds(Lease lease) {
    return claims.holds(lease);
  }

  Semaphore suspects() {
    return suspects;
  }

  Duration poll() {
    return properties.poll();
  }

  Duration slice() {
    return properties.slice();
  }

  boolean othersMayWant() {
    return presence.hasOthers();
  }

  /** Whether a lane has no right to exist any more. */
  boolean isSuperfluous(Lease lease, WorkQueue queue) {
    return switch (queue.standing(lease.lane(), lease.node())) {
      case VALID -> false;
      case SURPLUS -> true;
      case FOREIGN -> !presence.lives(lease.lane().substring(0, lease.lane().lastIndexOf('/')));
    };
  }

  boolean isStopping() {
    return stop.getCount() == 0;
  }

  void awaitStop(Duration timeout) throws InterruptedException {
    if (stop.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      log.debug("Stopping");
    }
  }

  /** From now on no lane takes an item. */
  void stopClaiming() {
    stop.countDown();
  }

  private synchronized void count(int change) {
    running += change;
    notifyAll();
  }

  /** Waits until no lane runs; false when the time was too short. */
  synchronized boolean awaitIdle(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (running > 0) {
      long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }

  void interruptAll() {
    calls.forEach(HandlerCall::interrupt);
  }

  /** Gives back what this node still has running; whoever still works on it has lost it. */
  void giveBackAll() throws InterruptedException {
    for (Claimed item : claims.runningOn(presence.node())) {
      settlements.settle(
          new ItemEndings.Run("stopped " + presence.node(), item, Duration.ZERO, true),
          new Ending.Returned());
    }
  }
}
