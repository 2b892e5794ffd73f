package dev.atelier.providers.chromium;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Ends browsers that take too long, hang or take too much memory, so that nobody waits for ever.
 *
 * <p>Thread-safe.
 */
final class Watchdog implements AutoCloseable {

  /** Why a browser was ended. */
  enum Verdict {
    /** The page took longer than any page may. */
    TOO_SLOW,
    /** The page took more memory than any page may. */
    TOO_LARGE,
    /** The browser owes an answer and does nothing. */
    HUNG
  }

  private static final Duration INTERVAL = Duration.ofMillis(250);

  /** A page that is drawn this fast is not worth a look at its processes. */
  private static final Duration UNSUSPICIOUS = Duration.ofSeconds(1);

  /** A working browser uses more of the processor than {@link #IDLE_TICKS} in this time. */
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private static final long IDLE_TICKS = 2;

  private final Duration timeout;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean closed;

  Watchdog(Duration timeout) {
    this.timeout = timeout;
    this.thread = Thread.ofPlatform().daemon().name("chromium-watchdog").start(this::patrol);
  }

  /**
   * Watches a browser until the watch is closed.
   *
   * @param memory bytes that the browser may hold
   */
  Watch watch(ProcessTree tree, long memory) {
    Watch watch = new Watch(tree, memory);
    watches.add(watch);
    return watch;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void patrol() {
    while (!closed) {
      try {
        Thread.sleep(INTERVAL);
      } catch (InterruptedException e) {
        return;
      }
      watches.forEach(Watch::check);
    }
  }

  /** The watch over a browser while it draws one page. */
  final class Watch implements AutoCloseable {

    private final ProcessTree tree;
    private final long memory;
    private final long started = System.nanoTime();
    private long ticks;
    private long worked = started;
    private volatile @Nullable Verdict verdict;

    private Watch(ProcessTree tree, long memory) {
      this.tree = tree;
      this.memory = memory;
    }

    /** Why the browser was ended, or null when it was not. */
    @Nullable Verdict verdict() {
      return verdict;
    }

    @Override
    public void close() {
      watches.remove(this);
    }

    private void check() {
      long now = System.nanoTime();
      if (verdict != null || now - started < UNSUSPICIOUS.toNanos()) {
        return;
      }
      long used = tree.processorTicks();
      if (used - ticks > IDLE_TICKS) {
        ticks = used;
        worked = now;
      }
      if (now - started > timeout.toNanos()) {
        end(Verdict.TOO_SLOW);
      } else if (now - worked > SILENCE.toNanos()) {
        end(Verdict.HUNG);
      } else if (tree.memory() > memory) {
        end(Verdict.TOO_LARGE);
      }
    }

    private void end(Verdict reason) {
      if (watches.remove(this)) {
        verdict = reason;
        tree.kill();
      }
    }
  }
}
