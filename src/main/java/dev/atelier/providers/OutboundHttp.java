package dev.atelier.providers;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
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
   */
  public record Answer(
      int status, String contentType, @Nullable Duration retryAfter, byte[] body) {}

  /** Asks at an address that the operator has set; any address is dialled, no redirect followed. */
  public Answer getTrusted(Call call) {
    return timed(call, deadline -> get(trusted, call, URI.create(call.url()), true, deadline));
  }

  /** The same, with headers. */
  public Answer getTrusted(Call call, Map<String, String> headers) {
    URI url = URI.create(call.url());
    HttpGet request = new HttpGet(url);
    headers.forEach(request::setHeader);
    return timed(
        call,
        deadline -> exchange(new Attempt(trusted, call, url, request, SUCCESS, true), deadline));
  }

  /**
   * Posts JSON to an address that the operator has set; any address is dialled, no redirect
   * followed. Every status but 429 is answered, since what a refusal says is often told to people.
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
        deadline -> exchange(new Attempt(trusted, call, url, request, answered, true), deadline));
  }

  /**
   * Asks at an address that came out of data: only http and https, only ports 80 and 443, only
   * public addresses, or what {@code ATELIER_EGRESS_ALLOW} names; at most three redirects, each
   * checked the same way.
   */
  public Answer getGuarded(Call call) {
    return timed(call, deadline -> follow(call, guard.parse(call.url()), true, deadline));
  }

  /**
   * The same, but receives only the beginning of the answer: as many bytes as the call allows, and
   * that there are more is no failure.
   */
  public Answer getGuardedStart(Call call) {
    return timed(call, deadline -> follow(call, guard.parse(call.url()), false, deadline));
  }

  private Answer follow(Call call, URI start, boolean whole, Deadline deadline) {
    URI url = start;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      try {
        return get(guarded, call, url, whole, deadline);
      } catch (RedirectedException e) {
        url = e.target;
      }
    }
    throw AddressGuard.refused("The address redirects more than " + MAX_REDIRECTS + " times");
  }

  private Answer get(
      CloseableHttpClient client, Call call, URI url, boolean whole, Deadline deadline) {
    return exchange(new Attempt(client, call, url, new HttpGet(url), SUCCESS, whole), deadline);
  }

  private Answer exchange(Attempt attempt, Deadline deadline) {
    HttpUriRequestBase request = attempt.request();
    Duration left = deadline.left();
    request.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(left))
            .setResponseTimeout(Timeout.of(left.compareTo(IDLE) < 0 ? left : IDLE))
            .build());
    request.setHeader("Accept-Encoding", attempt.whole() ? "gzip" : "identity");
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
            attempt.whole()
                ? AnswerReader.read(response, maxBytes, failures.retryAfter(response))
                : AnswerReader.readStart(response, maxBytes);
        complete = attempt.whole();
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
   * @param whole whether the answer is received to its end
   */
  private record Attempt(
      CloseableHttpClient client,
      Call call,
      URI url,
      HttpUriRequestBase request,
      IntPredicate answered,
      boolean whole) {}

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
