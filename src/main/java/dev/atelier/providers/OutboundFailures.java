package dev.atelier.providers;

import dev.atelier.providers.AddressGuard.AddressRefusedException;
import dev.atelier.providers.OutboundHttp.Call;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.ZipException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.jspecify.annotations.Nullable;

/** Translates what went wrong on the wire. */
final class OutboundFailures {

  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final Clock clock;

  OutboundFailures(Clock clock) {
    this.clock = clock;
  }

  ProviderException of(Call call, URI url, IOException cause, boolean deadlinePassed) {
    String target = call.target();
    if (deadlinePassed || cause instanceof InterruptedIOException) {
      return ProviderException.timedOut(
          "%s did not answer within %d s".formatted(target, call.deadline().toSeconds()), cause);
    }
    return switch (cause) {
      case AddressRefusedException _ ->
          AddressGuard.refused(
              "The host %s has no public address".formatted(Excerpt.of(url.getHost())));
      case UnknownHostException e ->
          ProviderException.unavailable(
              "host_unknown", "The host %s was not found".formatted(Excerpt.of(url.getHost())), e);
      case AnswerTooLargeException e ->
          invalid("%s answered with more than %d bytes".formatted(target, call.maxBytes()), e);
      case ClientProtocolException e -> unreadable(target, e);
      case MalformedChunkCodingException e -> unreadable(target, e);
      case ConnectionClosedException e -> unreadable(target, e);
      case UnreadableAnswerException e -> unreadable(target, e);
      case ZipException e -> unreadable(target, e);
      case java.io.EOFException e -> unreadable(target, e);
      default ->
          ProviderException.unavailable(
              "upstream_unavailable", "%s cannot be reached".formatted(target), cause);
    };
  }

  ProviderException ofStatus(Call call, int status, HttpMessage response) {
    String message = "%s answered with status %d".formatted(call.target(), status);
    if (status == 429) {
      return ProviderException.throttled(message, wait(response.getFirstHeader("Retry-After")));
    }
    if (status == 408) {
      return ProviderException.timedOut(message, null);
    }
    if (status == 404 || status == 410) {
      return ProviderException.rejected("not_found", message);
    }
    if (status >= 400 && status <= 499) {
      return ProviderException.rejected("upstream_refused", message);
    }
    return status >= 500
        ? ProviderException.unavailable("upstream_unavailable", message, null)
        : invalid(message, null);
  }

  /** How long an answer asks to wait, if it does. */
  @Nullable Duration retryAfter(HttpMessage response) {
    Header header = response.getFirstHeader("Retry-After");
    return header == null ? null : wait(header);
  }

  private Duration wait(@Nullable Header retryAfter) {
    if (retryAfter == null || retryAfter.getValue() == null) {
      return DEFAULT_WAIT;
    }
    String value = retryAfter.getValue().strip();
    if (value.matches("[0-9]{1,9}")) {
      return bounded(Duration.ofSeconds(Long.parseLong(value)));
    }
    Instant until = DateUtils.parseStandardDate(value);
    return until == null ? DEFAULT_WAIT : bounded(Duration.between(clock.instant(), until));
  }

  private static Duration bounded(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private static ProviderException unreadable(String target, IOException cause) {
    return invalid("%s sent an answer that cannot be read".formatted(target), cause);
  }

  private static ProviderException invalid(String message, @Nullable IOException cause) {
    return ProviderException.unavailable("upstream_invalid_response", message, cause);
  }

  /** The answer is larger than the call allows. */
  static final class AnswerTooLargeException extends IOException {}

  /** The answer is encoded in a way we did not ask for. */
  static final class UnreadableAnswerException extends IOException {
    UnreadableAnswerException(String message) {
      super(message);
    }
  }
}
