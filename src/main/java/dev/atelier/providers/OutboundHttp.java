package dev.atelier.providers;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The one way to other hosts over HTTP: every call has a deadline for the whole of it and a limit
 * to its answer, ignores proxies of the environment, keeps no cookies and is never repeated here.
 *
 * <p>Thread-safe; calls block, best on a virtual thread. All failures are {@link
 * ProviderException}s: rejected {@code address_refused}, {@code not_found} (404, 410) or {@code
 * upstream_refused} (other 4xx); throttled (429); timed out; unavailable {@code
 * upstream_unavailable} (no connection, 5xx), {@code host_unknown} or {@code
 * upstream_invalid_response}. Messages never contain more of a URL than its host.
 */
public final class OutboundHttp implements AutoCloseable {

  /** Largest answer unless a call says otherwise: 32 MB after decompression. */
  public static final int MAX_BYTES = 32 * 1024 * 1024;

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final int MAX_REDIRECTS = 3;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final String USER_AGENT = "Atelier";
  private static final IntPredicate SUCCESS = status -> status >= 200 && status <= 299;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Reading WHOLE = new Reading.Whole();

  private final AddressGuard guard;
  private final TimedDnsResolver names;
  private final CloseableHttpClient trusted;
  private final CloseableHttpClient guarded;
  private final MeterRegistry meters;
  private final OutboundFailures failures;
  private final ScheduledThreadPoolExecutor alarms;

  OutboundHttp(AddressGuard guard, DnsResolver resolver, MeterRegistry meters, Clock clock) {
    this.guard = guard;
    this.names = new TimedDnsResolver(resolver, ConnectionPool.CONNECT_TIMEOUT);
    this.trusted = ConnectionPool.client(names, USER_AGENT);
    this.guarded = ConnectionPool.client(guard.resolver(names), USER_AGENT);
    this.meters = meters;
    this.failures = new OutboundFailures(clock);
    this.alarms =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("outbound-deadlines").factory());
    alarms.setRemoveOnCancelPolicy(true);
  }

  /**
   * A request.
   *
   * @param target short stable name of whom we ask, for metrics and messages
   * @param deadline for everything together, from looking the name up to the last byte
   * @param maxBytes largest answer after decompression
   */
  public record Call(String target, String url, Duration deadline, int maxBytes) {}

  /**
   * An answer.
   *
   * @param status 200 to 299, unless the method that returns it says otherwise
   * @param contentType the header as it came, empty when there is none
   * @param retryAfter how long to wait, where a refusal says so; bounded
   * @param headers the first value of each header, by lower-case name
   */
  public record Answer(
      int status,
      String contentType,
      @Nullable Duration retryAfter,
      Map<String, String> headers,
      byte[] body) {

    /**
     * What an answer that is no success says by its status alone.
     *
     * @param wait how long to wait where it asks to, but does not say how long
     */
    public ProviderException failure(String message, Duration wait) {
      return switch (status) {
        case 408 -> ProviderException.timedOut(message, null);
        case 429 -> ProviderException.throttled(message, retryAfter == null ? wait : retryAfter);
        default ->
            status >= 500
                ? ProviderException.unavailable("upstream_unavailable", message, null)
                : ProviderException.rejected("upstream_refused", message);
      };
    }
  }

  /** Asks at an address that the operator has set; any address is dialled, no redirect followed. */
  public Answer getTrusted(Call call) {
    return timed(
        call, deadline -> get(trusted, call, URI.create(call.url()), WHOLE, Map.of(), deadline));
  }

  /** The same, with headers. */
  public Answer getTrusted(Call call, Map<String, String> headers) {
    URI url = URI.create(call.url());
    HttpGet request = new HttpGet(url);
    headers.forEach(request::setHeader);
    return timed(
        call,
        deadline -> exchange(new Attempt(trusted, call, url, request, SUCCESS, WHOLE), deadline));
  }

  /**
   * Asks at an address that the operator has set, with headers of one's own; every status is
   * answered.
   */
  public Answer askTrusted(Call call, Map<String, String> headers) {
    URI url = URI.create(call.url());
    HttpGet request = new HttpGet(url);
    headers.forEach(request::setHeader);
    return timed(
        call,
        deadline ->
            exchange(new Attempt(trusted, call, url, request, status -> true, WHOLE), deadline));
  }

  /**
   * Posts JSON to an address that the operator has set; any address is dialled, no redirect
   * followed. A header {@code Content-Type} replaces that of JSON. Every status but 429 is
   * answered, since what a refusal says is often told to people.
   */
  public Answer postTrusted(Call call, byte[] json, Map<String, String> headers) {
    return post(call, json, headers, status -> status != TOO_MANY_REQUESTS);
  }

  /**
   * As {@link #postTrusted}, but 429 is answered too: some providers say with it that no money is
   * left.
   */
  public Answer askTrusted(Call call, byte[] json, Map<String, String> headers) {
    return post(call, json, headers, status -> true);
  }

  private Answer post(Call call, byte[] json, Map<String, String> headers, IntPredicate answered) {
    URI url = URI.create(call.url());
    HttpPost request = new HttpPost(url);
    request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
    headers.forEach(request::setHeader);
    return timed(
        call,
        deadline -> exchange(new Attempt(trusted, call, url, request, answered, WHOLE), deadline));
  }

  /**
   * Asks at an address that came out of data: only http and https, only ports 80 and 443, only
   * public addresses, or what {@code ATELIER_EGRESS_ALLOW} names; at most three redirects, each
   * checked the same way.
   */
  public Answer getGuarded(Call call) {
    return timed(
        call, deadline -> follow(call, guard.parse(call.url()), WHOLE, Map.of(), deadline));
  }

  /**
   * The same, but hands the answer on as it comes, so that it may be large; the answer returned has
   * no body. What was handed on before a failure is not taken back.
   *
   * @param headers sent to the host of the call only, not where it redirects to another
   */
  public Answer getGuarded(Call call, Map<String, String> headers, OutputStream sink) {
    return timed(
        call,
        deadline ->
            follow(call, guard.parse(call.url()), new Reading.Streamed(sink), headers, deadline));
  }

  /**
   * The same, but receives only the beginning of the answer: as many bytes as the call allows, and
   * that there are more is no failure.
   */
  public Answer getGuardedStart(Call call) {
    return timed(
        call,
        deadline -> follow(call, guard.parse(call.url()), new Reading.Start(), Map.of(), deadline));
  }

  private Answer follow(
      Call call, URI start, Reading reading, Map<String, String> headers, Deadline deadline) {
    URI url = start;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      try {
        boolean home =
            Objects.equals(url.getScheme(), start.getScheme())
                && Objects.equals(url.getAuthority(), start.getAuthority());
        return get(guarded, call, url, reading, home ? headers : Map.of(), deadline);
      } catch (RedirectedException e) {
        url = e.target;
      }
    }
    throw AddressGuard.refused("The address redirects more than " + MAX_REDIRECTS + " times");
  }

  private Answer get(
      CloseableHttpClient client,
      Call call,
      URI url,
      Reading reading,
      Map<String, String> headers,
      Deadline deadline) {
    HttpGet request = new HttpGet(url);
    headers.forEach(request::setHeader);
    return exchange(new Attempt(client, call, url, request, SUCCESS, reading), deadline);
  }

  private Answer exchange(Attempt attempt, Deadline deadline) {
    HttpUriRequestBase request = attempt.request();
    Duration left = deadline.left();
    request.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(left))
            .setResponseTimeout(Timeout.of(left.compareTo(IDLE) < 0 ? left : IDLE))
            .build());
    request.setHeader("Accept-Encoding", attempt.reading() == WHOLE ? "gzip" : "identity");
    ScheduledFuture<?> alarm =
        alarms.schedule(request::abort, left.toNanos(), TimeUnit.NANOSECONDS);
    try {
      return receive(attempt);
    } catch (IOException e) {
      throw failures.of(attempt.call(), attempt.url(), e, deadline.passed());
    } finally {
      alarm.cancel(false);
    }
  }

  private Answer receive(Attempt attempt) throws IOException {
    boolean complete = false;
    try (ClassicHttpResponse response =
        attempt.client().executeOpen(null, attempt.request(), null)) {
      try {
        Header location = response.getFirstHeader("Location");
        if (attempt.client() == guarded
            && location != null
            && REDIRECTS.contains(response.getCode())) {
          throw new RedirectedException(guard.resolved(attempt.url(), location.getValue()));
        }
        if (!attempt.answered().test(response.getCode())) {
          throw failures.ofStatus(attempt.call(), response.getCode(), response);
        }
        int maxBytes = attempt.call().maxBytes();
        Answer answer =
            switch (attempt.reading()) {
              case Reading.Whole() ->
                  AnswerReader.read(response, maxBytes, failures.retryAfter(response));
              case Reading.Streamed(OutputStream sink) ->
                  AnswerReader.stream(response, maxBytes, sink);
              case Reading.Start() -> AnswerReader.readStart(response, maxBytes);
            };
        complete = !(attempt.reading() instanceof Reading.Start);
        return answer;
      } finally {
        if (!complete) {
          // Closing would first read the rest of the answer, however long.
          attempt.request().abort();
        }
      }
    }
  }

  private Answer timed(Call call, Exchange exchange) {
    long start = System.nanoTime();
    String outcome = "ok";
    try {
      return exchange.run(new Deadline(start + call.deadline().toNanos()));
    } catch (ProviderException e) {
      outcome = e.reason().name().toLowerCase(Locale.ROOT);
      throw e;
    } finally {
      meters
          .timer("atelier.outbound", "target", call.target(), "outcome", outcome)
          .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
  }

  /** Ends the calls that are under way. */
  @Override
  public void close() {
    alarms.shutdownNow();
    names.close();
    trusted.close(CloseMode.IMMEDIATE);
    guarded.close(CloseMode.IMMEDIATE);
  }

  private interface Exchange {
    Answer run(Deadline deadline);
  }

  /**
   * One request on the wire.
   *
   * @param answered which statuses are answers; the others are failures
   * @param reading how much of the answer is received, and where to
   */
  private record Attempt(
      CloseableHttpClient client,
      Call call,
      URI url,
      HttpUriRequestBase request,
      IntPredicate answered,
      Reading reading) {}

  private sealed interface Reading {
    record Whole() implements Reading {}

    record Start() implements Reading {}

    record Streamed(OutputStream sink) implements Reading {}
  }

  private record Deadline(long atNanos) {
    Duration left() {
      return Duration.ofNanos(Math.max(1_000_000, atNanos - System.nanoTime()));
    }

    boolean passed() {
      return System.nanoTime() - atNanos >= 0;
    }
  }

  /** Carries a hop's target out of the exchange, whose connection is given up. */
  private static final class RedirectedException extends RuntimeException {
    private final transient URI target;

    RedirectedException(URI target) {
      super(null, null, false, false);
      this.target = target;
    }
  }
}
