package dev.atelier.jobs;

import dev.atelier.database.ProgramLimits;
import dev.atelier.providers.ProviderException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Decides from a failure's reason alone what becomes of the item. */
final class FailurePolicy {

  static final int MAX_ATTEMPTS = 3;

  private static final int MAX_MESSAGE = 1_000;
  private static final long FIRST_DELAY_MILLIS = 1_000;
  private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(5);
  private static final Duration MAX_PAUSE = Duration.ofMinutes(15);
  private static final Item.Failure INTERNAL =
      new Item.Failure("internal_error", "Something went wrong inside Atelier; its log says what.");

  private static final Item.Failure TOO_LARGE =
      new Item.Failure("too_large", "The database has no room for a text as long as this item's.");

  private FailurePolicy() {}

  /**
   * @param attempt the one that failed, from 1
   */
  static Ending decide(Exception failure, int attempt) {
    if (ProgramLimits.isOneReached(failure)) {
      return new Ending.Failed(TOO_LARGE);
    }
    if (!(failure instanceof ProviderException provider)) {
      return retry(INTERNAL, attempt);
    }
    Item.Failure told = failure(provider.code(), provider.getMessage());
    return switch (provider.reason()) {
      case REJECTED -> new Ending.Failed(told);
      case REFUSES_ALL -> new Ending.RefusedAll(told);
      case THROTTLED -> new Ending.Throttled(pause(provider.retryAfter()));
      case TIMED_OUT, UNAVAILABLE -> retry(told, attempt);
    };
  }

  private static Ending retry(Item.Failure failure, int attempt) {
    if (attempt >= MAX_ATTEMPTS) {
      return new Ending.Failed(failure);
    }
    // Full jitter: anything from zero up, so that items that failed together do not come back so.
    long most = FIRST_DELAY_MILLIS << (attempt - 1);
    return new Ending.Retried(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most + 1)));
  }

  /** The failure to end with when nothing else can be written. */
  static Ending.Failed giveUp(Ending ending) {
    return ending instanceof Ending.Failed failed ? failed : new Ending.Failed(INTERNAL);
  }

  private static Duration pause(@Nullable Duration asked) {
    if (asked == null || asked.isNegative()) {
      return DEFAULT_PAUSE;
    }
    return asked.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : asked;
  }

  /** A failure whose message fits. */
  static Item.Failure failure(String code, @Nullable String message) {
    String text = message == null ? code : message.replace('\u0000', ' ');
    return new Item.Failure(
        code, text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE - 1) + "…");
  }
}
