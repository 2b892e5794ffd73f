package dev.atelier.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn of a lane on this node: takes items, runs them one after the other and writes down how
 * they ended, until it gives way. Whoever runs a lane first takes back what an earlier holder left
 * running, so recovery needs no timeout of its own.
 */
final class Lane {

  /** What is to become of the lane's row. */
  enum Exit {
    AGAIN,
    LATER,
    GONE
  }

  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  /** As much work as a lane takes at once; what it holds, no other lane can start. */
  private static final Duration CHUNK = Duration.ofMillis(50);

  private static final int MAX_CHUNK = 50;
  private static final Duration OVERDUE = Duration.ofMillis(100);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration OUTAGE_PAUSE = Duration.ofMillis(500);

  private final Lease lease;
  private final WorkQueue queue;
  private final LaneRunner runner;
  private final AtomicBoolean holdsSuspect = new AtomicBoolean();
  private int chunk = 1;
  private boolean lost;

  /** Whether items may be in this lane's name although it has none in hand. */
  private boolean unsure;

  Lane(Lease lease, WorkQueue queue, LaneRunner runner) {
    this.lease = lease;
    this.queue = queue;
    this.runner = runner;
  }

  Exit run() throws InterruptedException {
    takeBack(new Ending.Killed());
    if (runner.isSuperfluous(lease, queue)) {
      return Exit.GONE;
    }
    if (runner.isStopping()) {
      return Exit.AGAIN;
    }
    if (!queue.enter()) {
      return Exit.LATER;
    }
    try {
      work();
      return Exit.AGAIN;
    } finally {
      queue.leave();
    }
  }

  private void takeBack(Ending ending) throws InterruptedException {
    for (Claimed item : runner.claims().left(lease.queue(), lease.lane())) {
      settle(item, ending, Duration.ZERO);
    }
  }

  private void work() throws InterruptedException {
    long entered = System.nanoTime();
    boolean wanted = true;
    while (wanted && !lost && !runner.isStopping() && !sliceIsOver(entered)) {
      try {
        wanted = step();
      } catch (RuntimeException e) {
        if (!Settlements.databaseIsAway(e)) {
          throw e;
        }
        unsure = true;
        log.warn("Lane {} of {} waits for the database: {}", lease.lane(), lease.queue(), e + "");
        runner.awaitStop(OUTAGE_PAUSE);
      }
    }
  }

  /** Works or waits for work; false when the lane is to give way. */
  private boolean step() throws InterruptedException {
    if (unsure) {
      takeBack(new Ending.Returned());
      unsure = false;
    }
    List<Claimed> claimed = claim();
    if (claimed.isEmpty()) {
      return awaitWork();
    }
    // Each lane that finds work wakes two more, so that one signal wakes as many as it takes.
    queue.ring(2);
    runAll(claimed);
    return true;
  }

  private boolean sliceIsOver(long entered) {
    return System.nanoTime() - entered > runner.slice().toNanos() && runner.othersMayWant();
  }

  private List<Claimed> claim() {
    if (chunk > 1) {
      List<Claimed> claimed = claim(chunk, 0);
      if (!claimed.isEmpty()) {
        return claimed;
      }
      chunk = 1;
    }
    return claimOne();
  }

  /**
   * Takes an item that may have been there when a node died: such a one comes alone, so that it
   * shares no blame with its neighbours. On its last try it is also the only such item on this
   * node, until it ends or comes further, so that what kills nodes cannot take others down for
   * good.
   */
  private List<Claimed> claimOne() {
    if (!runner.suspects().tryAcquire()) {
      return claim(1, Jobs.MAX_KILLS - 2);
    }
    List<Claimed> claimed = List.of();
    try {
      claimed = claim(1, Jobs.MAX_KILLS);
    } finally {
      holdsSuspect.set(!claimed.isEmpty() && claimed.getFirst().kills() >= Jobs.MAX_KILLS - 1);
      if (!holdsSuspect.get()) {
        runner.suspects().release();
      }
    }
    return claimed;
  }

  private void releaseSuspect() {
    if (holdsSuspect.getAndSet(false)) {
      runner.suspects().release();
      queue.ring(1);
    }
  }

  private List<Claimed> claim(int count, int maxKills) {
    List<Claimed> claimed = runner.claims().claim(lease, count, maxKills, queue.turns().standing());
    for (Claimed item : claimed) {
      queue.turns().served(item.owner(), item.batch());
      if (item.first()) {
        runner.started(item.batch());
      }
    }
    return claimed;
  }

  /** Waits until there may be work; false when the lane is to give way. */
  private boolean awaitWork() throws InterruptedException {
    if (!runner.holds(lease)) {
      return false;
    }
    Duration poll = runner.poll();
    Duration due = runner.claims().nextDue(queue.name());
    queue.pollIn(due != null && due.compareTo(poll) < 0 ? due : poll);
    while (!queue.await(System.nanoTime() + IDLE.toNanos(), poll)) {
      if (runner.isStopping() || runner.othersMayWant()) {
        return false;
      }
    }
    return true;
  }

  private void runAll(List<Claimed> claimed) throws InterruptedException {
    long started = System.nanoTime();
    List<ItemEndings.Success> successes = new ArrayList<>();
    boolean going = true;
    try {
      for (Claimed item : claimed) {
        boolean late = System.nanoTime() - started > OVERDUE.toNanos();
        if (!going || item != claimed.getFirst() && (late || runner.isStopping())) {
          settle(item, new Ending.Returned(), Duration.ZERO);
          continue;
        }
        long before = System.nanoTime();
        Ending ending = runner.perform(queue, item, this::releaseSuspect);
        Duration work = Duration.ofNanos(System.nanoTime() - before);
        if (ending instanceof Ending.Succeeded succeeded && mayWait(item, claimed)) {
          successes.add(new ItemEndings.Success(item, succeeded, work));
        } else {
          settle(item, ending, work);
          going = ending instanceof Ending.Succeeded || ending instanceof Ending.Moved;
        }
      }
      adapt(going, claimed.size(), System.nanoTime() - started);
    } finally {
      try {
        settle(successes);
      } finally {
        releaseSuspect();
      }
    }
  }

  private static boolean mayWait(Claimed item, List<Claimed> claimed) {
    return claimed.size() > 1 && item.group() == null;
  }

  private void adapt(boolean going, int count, long nanos) {
    long fit = CHUNK.toNanos() * count / Math.max(1, nanos);
    chunk = going ? (int) Math.clamp(fit, 1, Math.min(MAX_CHUNK, 2L * count)) : 1;
  }

  private void settle(Claimed item, Ending ending, Duration work) throws InterruptedException {
    lost |= !runner.settle(new ItemEndings.Run(lease.share(), item, work, true), ending);
  }

  private void settle(List<ItemEndings.Success> successes) throws InterruptedException {
    if (!successes.isEmpty()) {
      lost |= !runner.settle(lease.share(), successes);
    }
  }
}
