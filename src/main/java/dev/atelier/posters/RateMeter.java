package dev.atelier.posters;

import dev.atelier.jobs.BatchId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How fast the runs that people look at are going now: rows ended over the last half minute, from
 * the counts seen at each look. Old speed says little once a provider slows down or a node joins.
 */
@Component
class RateMeter {

  private static final Duration WINDOW = Duration.ofSeconds(30);
  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final int CAPACITY = 256;

  private final Clock clock;
  private final Map<BatchId, Deque<Sample>> samples =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<BatchId, Deque<Sample>> eldest) {
          return size() > CAPACITY;
        }
      };

  RateMeter(Clock clock) {
    this.clock = clock;
  }

  private record Sample(Instant time, int ended) {}

  /** Rows per second, or null while too little was seen. */
  synchronized @Nullable Double rate(RunStatus status) {
    if (status.batch().state().ended()) {
      return overall(status);
    }
    Instant now = clock.instant();
    Deque<Sample> seen = samples.computeIfAbsent(status.batch().id(), id -> new ArrayDeque<>());
    if (!seen.isEmpty() && seen.getLast().ended() > status.progress().ended()) {
      // Failed rows are tried again: they have not ended after all.
      seen.clear();
    }
    while (seen.size() > 1 && seen.getFirst().time().isBefore(now.minus(WINDOW))) {
      seen.removeFirst();
    }
    seen.addLast(new Sample(now, status.progress().ended()));
    Sample first = seen.getFirst();
    Duration span = Duration.between(first.time(), now);
    if (span.compareTo(SHORTEST) < 0) {
      return overall(status);
    }
    return perSecond(status.progress().ended() - first.ended(), span);
  }

  private @Nullable Double overall(RunStatus status) {
    Instant started = status.batch().startedAt();
    if (started == null || status.progress().ended() == 0) {
      return null;
    }
    Instant ended = status.batch().endedAt();
    Duration span = Duration.between(started, ended == null ? clock.instant() : ended);
    return perSecond(status.progress().ended(), span);
  }

  private static double perSecond(int rows, Duration span) {
    return Math.round(1e5 * rows / Math.max(1, span.toMillis())) / 100.0;
  }
}
