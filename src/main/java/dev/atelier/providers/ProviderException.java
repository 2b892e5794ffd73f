package dev.atelier.providers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call to the outside world that did not succeed. Its reason alone decides what happens next. */
public final class ProviderException extends RuntimeException {

  /** Why the call failed. */
  public enum Reason {
    /** The provider will never accept this; asking again is useless. */
    REJECTED,
    /** The provider asks to wait; the attempt does not count. */
    THROTTLED,
    /** No answer in time. */
    TIMED_OUT,
    /** The provider cannot serve now, or its answer makes no sense. */
    UNAVAILABLE,
    /** The provider refuses everything we send: a bad key, no money left, an unknown model. */
    REFUSES_ALL
  }

  private final Reason reason;
  private final String code;
  private final @Nullable Duration retryAfter;

  private ProviderException(
      Reason reason,
      String code,
      String message,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /**
   * @param code a stable lower-case word for programs, such as {@code profile_not_found}
   * @param message a sentence for people, without secrets
   */
  public static ProviderException rejected(String code, String message) {
    return new ProviderException(Reason.REJECTED, code, message, null, null);
  }

  public static ProviderException throttled(String message, Duration retryAfter) {
    return new ProviderException(Reason.THROTTLED, "throttled", message, retryAfter, null);
  }

  public static ProviderException timedOut(String message, @Nullable Throwable cause) {
    return new ProviderException(Reason.TIMED_OUT, "timed_out", message, null, cause);
  }

  public static ProviderException unavailable(
      String code, String message, @Nullable Throwable cause) {
    return new ProviderException(Reason.UNAVAILABLE, code, message, null, cause);
  }

  public static ProviderException refusesAll(String code, String message) {
    return new ProviderException(Reason.REFUSES_ALL, code, message, null, null);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  public Reason reason() {
    return reason;
  }

  public String code() {
    return code;
  }

  /** How long the provider asks to wait; only with {@link Reason#THROTTLED}. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
