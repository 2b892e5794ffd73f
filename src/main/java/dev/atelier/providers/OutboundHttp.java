package dev.atelier.providers;

import dev.atelier.providers.OutboundFailures.AnswerTooLargeException;
import dev.atelier.providers.OutboundFailures.UnreadableAnswerException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

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
   * A GET request.
   *
   * @param target short stable name of whom we ask, for metrics and messages
   * @param deadline for everything together, from looking the name up to the last byte
   * @param maxBytes largest answer after decompression
   */
  public record Call(String target, String url, Duration deadline, int maxBytes) {}

  /**
   * An answer of status 200 to 299.
   *
   * @param contentType the header as it came, empty when there is none
   */
  public record Answer(int status, String contentType, byte[] body) {}

  /** Asks at an address that the operator has set; any address is dialled, no redirect followed. */
  public Answer getTrusted(Call call) {
    return timed(call, deadline -> exchange(trusted, call, URI.create(call.url()), deadline));
  }

  /**
   * Asks at an address that came out of data: only http and https, only ports 80 and 443, only
   * public addresses, or what {@code ATELIER_EGRESS_ALLOW} names; at most three redirects, each
   * checked the same way.
   */
  public Answer getGuarded(Call call) {
    return timed(call, deadline -> follow(call, guard.parse(call.url()), deadline));
  }

  private Answer follow(Call call, URI start, Deadline deadline) {
    URI url = start;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      try {
        return exchange(guarded, call, url, deadline);
      } catch (RedirectedException e) {
        url = e.target;
      }
    }
    throw AddressGuard.refused("The address redirects more than " + MAX_REDIRECTS + " times");
  }

  private Answer exchange(CloseableHttpClient client, Call call, URI url, Deadline deadline) {
    HttpGet request = new HttpGet(url);
    Duration left = deadline.left();
    request.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(left))
            .setResponseTimeout(Timeout.of(left.compareTo(IDLE) < 0 ? left : IDLE))
            .build());
    request.setHeader("Accept-Encoding", "gzip");
    ScheduledFuture<?> alarm =
        alarms.schedule(request::abort, left.toNanos(), TimeUnit.NANOSECONDS);
    try {
      return receive(client, call, url, request);
    } catch (IOException e) {
      throw failures.of(call, url, e, deadline.passed());
    } finally {
      alarm.cancel(false);
    }
  }

  private Answer receive(CloseableHttpClient client, Call call, URI url, HttpGet request)
      throws IOException {
    boolean complete = false;
    try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
      try {
        Header location = response.getFirstHeader("Location");
        if (client == guarded && location != null && REDIRECTS.contains(response.getCode())) {
          throw new RedirectedException(guard.resolved(url, location.getValue()));
        }
        if (response.getCode() < 200 || response.getCode() > 299) {
          throw failures.ofStatus(call, response.getCode(), response);
        }
        Answer answer = read(call, response);
        complete = true;
        return answer;
      } finally {
        if (!complete) {
          // Closing would first read the rest of the answer, however long.
          request.abort();
        }
      }
    }
  }

  private static Answer read(Call call, ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new Answer(response.getCode(), "", new byte[0]);
    }
    String type = entity.getContentType() == null ? "" : entity.getContentType();
    if (entity.getContentLength() > call.maxBytes()) {
      throw new AnswerTooLargeException();
    }
    byte[] sent = limited(entity.getContent(), call.maxBytes());
    return new Answer(response.getCode(), type, decoded(entity, sent, call.maxBytes()));
  }

  private static byte[] decoded(HttpEntity entity, byte[] sent, int maxBytes) throws IOException {
    String coding = entity.getContentEncoding();
    return switch (coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> sent;
      case "gzip", "x-gzip" -> {
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(sent))) {
          yield limited(plain, maxBytes);
        }
      }
      default -> throw new UnreadableAnswerException("unknown content coding");
    };
  }

  private static byte[] limited(InputStream stream, int maxBytes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8_192];
    for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
      if (bytes.size() + count > maxBytes) {
        throw new AnswerTooLargeException();
      }
      bytes.write(buffer, 0, count);
    }
    return bytes.toByteArray();
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
