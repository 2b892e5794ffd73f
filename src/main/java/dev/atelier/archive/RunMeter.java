package dev.atelier.archive;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How fast runs are now: over the last half minute, from the counts seen at each look. */
@Component
class RunMeter {

  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int REMEMBERED = 16;

  private final Map<RunId, Deque<Sample>> samples =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, Deque<Sample>> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Sample(long nanos, long done, long bytes) {}

  /** Per second; null while too little was seen, or when the run is not active. */
  record Rates(@Nullable Double media, @Nullable Long bytes, @Nullable Long secondsLeft) {
    static final Rates NONE = new Rates(null, null, null);
  }

  synchronized Rates rates(Run run, ReportRepository.Totals totals) {
    if (run.state() != Run.State.ACTIVE || run.phase() != Run.Phase.FETCHING) {
      samples.remove(run.id());
      return Rates.NONE;
    }
    long now = System.nanoTime();
    Deque<Sample> seen = samples.computeIfAbsent(run.id(), id -> new ArrayDeque<>());
    if (!seen.isEmpty() && seen.getLast().done() > totals.done()) {
      // Users that failed are tried again.
      seen.clear();
    }
    while (seen.size() > 1 && now - seen.getFirst().nanos() > WINDOW.toNanos()) {
      seen.removeFirst();
    }
    seen.addLast(new Sample(now, totals.done(), totals.fetchedBytes()));
    Sample first = seen.getFirst();
    double seconds = (now - first.nanos()) / 1e9;
    if (seconds < SHORTEST.toSeconds()) {
      return Rates.NONE;
    }
    double media = (totals.done() - first.done()) / seconds;
    long bytes = Math.max(0, Math.round((totals.fetchedBytes() - first.bytes()) / seconds));
    return new Rates(
        Math.round(media * 100) / 100.0,
        bytes,
        media <= 0 ? null : (long) Math.ceil((totals.media() - totals.done()) / media));
  }
}
