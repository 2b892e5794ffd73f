package dev.atelier.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the lanes of a queue share on this node: whose turn it is, who may run, and the bell that
 * wakes those which have nothing to do.
 *
 * <p>Thread-safe.
 */
final class WorkQueue {

  private final JobHandler<?> handler;
  private final int count;
  private final boolean perNode;
  private final Turns turns = new Turns();
  private final Semaphore permits;
  private final Semaphore bell = new Semaphore(0);
  private final AtomicLong nextPoll = new AtomicLong(System.nanoTime());

  WorkQueue(JobHandler<?> handler) {
    this.handler = handler;
    switch (handler.lanes()) {
      case JobHandler.Lanes.InAll(int inAll) -> {
        this.count = inAll;
        this.perNode = false;
      }
      case JobHandler.Lanes.PerNode(int each) -> {
        this.count = each;
        this.perNode = true;
      }
    }
    this.permits = new Semaphore(count);
  }

  String name() {
    return handler.queue();
  }

  JobHandler<?> handler() {
    return handler;
  }

  int count() {
    return count;
  }

  Turns turns() {
    return turns;
  }

  /** The lanes that this node sees to it exist. */
  List<String> lanes(String node) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add((perNode ? node + '/' : "lane-") + i);
    }
    return names;
  }

  /** What a lane's name says about it. */
  enum Standing {
    /** It may run. */
    VALID,
    /** It belongs to another node, and may run here as well as there while that node lives. */
    FOREIGN,
    /** There are fewer lanes now, or they are counted otherwise. */
    SURPLUS
  }

  Standing standing(String lane, String node) {
    if (lanes(node).contains(lane)) {
      return Standing.VALID;
    }
    boolean foreign = perNode && lane.indexOf('/') > 0 && !lane.startsWith(node + '/');
    return foreign ? Standing.FOREIGN : Standing.SURPLUS;
  }

  /** The right to run one of this queue's lanes on this node; to be given back. */
  boolean enter() {
    return permits.tryAcquire();
  }

  void leave() {
    permits.release();
  }

  /** Wakes up to that many idle lanes. */
  void ring(int lanes) {
    int missing = Math.min(lanes, count - bell.availablePermits());
    if (missing > 0) {
      bell.release(missing);
    }
  }

  /** An idle lane found nothing: looks again after the delay, whoever of them is first. */
  void pollIn(Duration delay) {
    nextPoll.set(System.nanoTime() + delay.toNanos());
  }

  /**
   * Waits until the bell rings, it is this lane's turn to look by itself, or the time is over.
   *
   * @param until by {@link System#nanoTime}
   * @return whether to look for work
   */
  boolean await(long until, Duration poll) throws InterruptedException {
    while (true) {
      long now = System.nanoTime();
      long due = nextPoll.get();
      if (now - until >= 0) {
        return false;
      }
      if (now - due >= 0 && nextPoll.compareAndSet(due, now + poll.toNanos())) {
        return true;
      }
      long wait = Math.min(nextPoll.get() - now, until - now);
      if (bell.tryAcquire(wait, TimeUnit.NANOSECONDS)) {
        return true;
      }
    }
  }
}
