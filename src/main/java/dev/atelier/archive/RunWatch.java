package dev.atelier.archive;

import dev.atelier.archive.files.Bandwidth;
import dev.atelier.archive.files.Transfers;
import dev.atelier.jobs.JobHandler.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Looks, for as long as this node works on a run, whether the run is still wanted and how fast it
 * may be, ends files that hang, and tells how far users are. One thread for all of them.
 *
 * <p>Thread-safe.
 */
@Component
class RunWatch {

  private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);
  private static final Duration EVERY = Duration.ofMillis(500);

  /** Bytes of a file that is not complete are progress too: the next try goes on behind them. */
  private static final long MANY_BYTES = 32L << 20;

  private final RunRepository runs;
  private final RunUserRepository users;
  private final SettingRepository settings;
  private final Bandwidth bandwidth;
  private final Transfers transfers;
  private final Set<Visit> visits = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Run active;
  private @Nullable Thread watcher;

  RunWatch(
      RunRepository runs,
      RunUserRepository users,
      SettingRepository settings,
      Bandwidth bandwidth,
      Transfers transfers) {
    this.runs = runs;
    this.users = users;
    this.settings = settings;
    this.bandwidth = bandwidth;
    this.transfers = transfers;
  }

  /**
   * Begins to watch for somebody who works on a run.
   *
   * @param position of the user; 0 for none
   * @param progress told when something will not have to be done again
   */
  Visit enter(RunId run, int position, Progress progress) {
    if (!isActive(run)) {
      look();
    }
    Visit visit = new Visit(run, position, progress);
    visits.add(visit);
    wake();
    return visit;
  }

  /** The run, as it was when its users were listed or later. */
  Run run(RunId id) {
    Run known = active;
    return known != null && known.id().equals(id)
        ? known
        : runs.find(id).orElseThrow(() -> new IllegalStateException("There is no run " + id));
  }

  private boolean isActive(RunId run) {
    Run known = active;
    return known != null && known.id().equals(run);
  }

  private synchronized void wake() {
    if (watcher == null) {
      watcher = Thread.ofVirtual().name("archive-watch").start(this::watch);
    }
  }

  private synchronized boolean mayRest() {
    if (visits.isEmpty()) {
      watcher = null;
      return true;
    }
    return false;
  }

  private void watch() {
    do {
      try {
        Thread.sleep(EVERY);
        look();
        tell();
      } catch (InterruptedException e) {
        throw new IllegalStateException("Nobody interrupts this thread", e);
      } catch (DataAccessException e) {
        LOG.debug("The database is away; looking again soon", e);
      }
      transfers.check();
    } while (!mayRest());
  }

  private void look() {
    active = runs.active().orElse(null);
    settings.bandwidth().ifPresent(bandwidth::limit);
  }

  private void tell() {
    List<RunUserRepository.UnderWay> news =
        visits.stream().filter(Visit::hasNews).map(Visit::underWay).toList();
    if (!news.isEmpty()) {
      users.underWay(news);
    }
  }

  /** Somebody's work on a run, or on one user of it. */
  final class Visit implements AutoCloseable {

    private final RunId run;
    private final int position;
    private final Progress progress;
    private final AtomicInteger files = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private long told;

    private Visit(RunId run, int position, Progress progress) {
      this.run = run;
      this.position = position;
      this.progress = progress;
    }

    /** Whether the run goes on. */
    boolean isWanted() {
      return isActive(run);
    }

    void received(int count) {
      if (bytes.addAndGet(count) >= MANY_BYTES) {
        cameFurther();
      }
    }

    void fileDone() {
      files.incrementAndGet();
    }

    /** What came until now is noted elsewhere. */
    void noted() {
      files.set(0);
      bytes.set(0);
      cameFurther();
    }

    /** Whether deaths count against the user until something is noted. */
    boolean isHurried() {
      return progress.isAwaited();
    }

    /** Something will not have to be done again. */
    void cameFurther() {
      progress.made();
    }

    private boolean hasNews() {
      long now = bytes.get() + files.get();
      boolean changed = position > 0 && now != told && now > 0;
      told = now;
      return changed;
    }

    private RunUserRepository.UnderWay underWay() {
      return new RunUserRepository.UnderWay(run.value(), position, files.get(), bytes.get());
    }

    @Override
    public void close() {
      visits.remove(this);
    }
  }
}
