package dev.atelier.archive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells how runs are. Counting all users of a large run takes a while, so what was counted a moment
 * ago is told again.
 */
@Component
class RunReports {

  static final int MOST_ERRORS = 1_000;

  private static final Duration FRESH = Duration.ofMillis(250);
  private static final int REMEMBERED = 16;

  private final ReportRepository reports;
  private final Clock clock;
  private final Map<RunId, Counted> counted =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, Counted> eldest) {
          return size() > REMEMBERED;
        }
      };

  RunReports(ReportRepository reports, Clock clock) {
    this.reports = reports;
    this.clock = clock;
  }

  private record Counted(ReportRepository.Totals totals, Run.State state, long at) {}

  /** How far a run is. */
  ReportRepository.Totals totals(Run run) {
    long now = System.nanoTime();
    Counted before;
    synchronized (counted) {
      before = counted.get(run.id());
    }
    if (before != null
        && before.state == run.state()
        && run.state() == Run.State.ACTIVE
        && now - before.at < FRESH.toNanos()) {
      return before.totals;
    }
    ReportRepository.Totals totals = reports.totals(run.id());
    synchronized (counted) {
      counted.put(run.id(), new Counted(totals, run.state(), now));
    }
    return totals;
  }

  Optional<String> current(Run run) {
    return reports.current(run.id());
  }

  List<RunUser.Report> users(Run run, RunUser.@Nullable State state, int afterPosition, int limit) {
    return reports.page(run.id(), state, afterPosition, limit);
  }

  /** What went wrong with whole users, or with the whole run. */
  List<String> errors(Run run) {
    List<String> errors = new ArrayList<>(reports.failures(run.id(), MOST_ERRORS));
    if (run.failure() != null) {
      errors.add("Batch processing failed: " + run.failure());
    }
    return errors;
  }

  /** How long the run has taken so far, or took. */
  Duration took(Run run) {
    Instant ended = run.endedAt();
    Duration took = Duration.between(run.createdAt(), ended == null ? clock.instant() : ended);
    return took.isNegative() ? Duration.ZERO : took;
  }
}
