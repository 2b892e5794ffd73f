package dev.atelier.archive.files;

import dev.atelier.providers.ProviderException;
import dev.atelier.providers.ProviderException.Reason;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the source with patience: what may succeed later is asked again. Thread-safe. */
@Component
public class SourceCalls {

  private static final int RETRIES = 3;
  private static final int MOST_THROTTLES = 20;
  private static final long FIRST_PAUSE_MILLIS = 200;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Parallelism parallelism;

  SourceCalls(Parallelism parallelism) {
    this.parallelism = parallelism;
  }

  /**
   * The answer.
   *
   * @param wanted whether somebody still waits for it
   * @throws ProviderException when there is none after all
   * @throws StoppedException when it is no longer wanted
   */
  public <T> T ask(Supplier<T> question, BooleanSupplier wanted)
      throws StoppedException, InterruptedException {
    int failures = 0;
    int throttles = 0;
    while (true) {
      if (!wanted.getAsBoolean()) {
        throw new StoppedException();
      }
      try {
        return question.get();
      } catch (ProviderException e) {
        switch (e.reason()) {
          case REJECTED, REFUSES_ALL -> throw e;
          case THROTTLED -> {
            if (++throttles > MOST_THROTTLES) {
              throw e;
            }
          }
          case TIMED_OUT, UNAVAILABLE -> {
            if (++failures > RETRIES) {
              throw e;
            }
          }
        }
        slowDown(e);
        pause(pauseAfter(e, failures), wanted);
      }
    }
  }

  /** Takes note of a failure that says that too much is asked at once. */
  void slowDown(ProviderException failure) {
    if (failure.reason() == Reason.THROTTLED || failure.code().equals("upstream_unavailable")) {
      parallelism.slower();
    }
  }

  /** How long to wait after the n-th failure in a row. */
  static Duration pauseAfter(ProviderException failure, int failures) {
    if (failure.reason() == Reason.THROTTLED) {
      @Nullable Duration asked = failure.retryAfter();
      return asked == null || asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }
    long most = FIRST_PAUSE_MILLIS << (2 * Math.max(0, failures - 1));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most));
  }

  /** Waits that long, or until nobody waits for it any more, which the caller has to look at. */
  static void pause(Duration length, BooleanSupplier wanted) throws InterruptedException {
    long until = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos();
        left > 0 && wanted.getAsBoolean();
        left = until - System.nanoTime()) {
      Thread.sleep(Math.clamp(left / 1_000_000, 1, 200));
    }
  }
}
