package dev.atelier.identity;

import dev.atelier.http.Problem;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Slows down guessing: so many attempts on an account from an address, then a pause. */
@Component
class SignInLimit {

  private static final int ATTEMPTS = 10;

  private final SignInRepository attempts;

  SignInLimit(SignInRepository attempts) {
    this.attempts = attempts;
  }

  /**
   * Tries to sign in; an attempt that succeeds makes the failed ones forgotten.
   *
   * @param attempt answers null when it fails
   * @throws Problem 429 when it failed too often of late
   */
  <T> @Nullable T attempt(String account, String address, Supplier<@Nullable T> attempt) {
    // Counted before it is known to fail, so that many at once are not more than one by one.
    SignInRepository.Window window = attempts.count(account, address);
    if (window.attempts() > ATTEMPTS) {
      throw Problem.throttled(
          "too_many_sign_ins", "Too many attempts to sign in; wait a while", window.remaining());
    }
    T result = attempt.get();
    if (result != null) {
      attempts.forget(account, address);
    }
    return result;
  }
}
