package dev.atelier.http;

import dev.atelier.providers.ProviderException;
import java.time.Duration;

/** Translates what the outside world did not do while somebody waited for it. */
final class ProviderFailures {

  private static final Duration WAIT = Duration.ofSeconds(5);

  private ProviderFailures() {}

  static Problem problem(ProviderException failure) {
    String code = failure.code();
    String detail = failure.getMessage();
    Duration asked = failure.retryAfter();
    return switch (failure.reason()) {
      case REJECTED -> Problem.invalid(code, detail);
      case TIMED_OUT -> Problem.of(504, code, detail, failure);
      case THROTTLED, UNAVAILABLE, REFUSES_ALL ->
          Problem.unavailable(code, detail, asked == null ? WAIT : asked, failure);
    };
  }
}
