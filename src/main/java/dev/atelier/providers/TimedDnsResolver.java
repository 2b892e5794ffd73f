package dev.atelier.providers;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up on threads of its own: the system's lookup cannot be interrupted, has no timeout,
 * and would hold a carrier thread of all virtual ones for as long.
 */
final class TimedDnsResolver implements DnsResolver, AutoCloseable {

  private static final int THREADS = 16;
  private static final int MAX_WAITING = 1_000;

  private final DnsResolver delegate;
  private final Duration timeout;
  private final ThreadPoolExecutor threads;

  TimedDnsResolver(DnsResolver delegate, Duration timeout) {
    this.delegate = delegate;
    this.timeout = timeout;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().daemon().name("dns-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    Future<InetAddress[]> lookup;
    try {
      lookup = threads.submit(() -> delegate.resolve(host));
    } catch (RejectedExecutionException e) {
      throw unknown("Too many names are being looked up", e);
    }
    try {
      return lookup.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unknown("The name was not found in " + timeout.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw unknown("The name was not found", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown("The lookup was interrupted", e);
    } finally {
      lookup.cancel(true);
    }
  }

  private static UnknownHostException unknown(String message, Exception cause) {
    UnknownHostException exception = new UnknownHostException(message);
    exception.initCause(cause);
    return exception;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
