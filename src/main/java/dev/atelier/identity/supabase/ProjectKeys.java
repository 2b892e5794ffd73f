package dev.atelier.identity.supabase;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.TokenIssuer;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys of the project's tokens. They are asked for when they are old, or when a token
 * names one that is not there, but never twice within {@link #PAUSE}. While the project does not
 * answer, the last ones are good for a day. (The caches of the library refuse known keys too while
 * unknown ones are asked for too often.)
 *
 * <p>Thread-safe.
 */
final class ProjectKeys implements JWKSource<SecurityContext> {

  static final Duration PAUSE = Duration.ofSeconds(10);
  static final Duration OLD = Duration.ofMinutes(10);
  static final Duration TOO_OLD = Duration.ofHours(24);

  private static final Logger LOG = LoggerFactory.getLogger(ProjectKeys.class);

  private record Known(JWKSet keys, Instant since) {}

  private final TokenIssuer issuer;
  private final Clock clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Known known;
  private volatile Instant askedAt = Instant.MIN;

  ProjectKeys(TokenIssuer issuer, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
      throws KeySourceException {
    Known now = usable();
    List<JWK> keys = selector.select(now.keys());
    if (!keys.isEmpty()) {
      return keys;
    }
    Known newer = askedSince(now);
    return newer == null ? keys : selector.select(newer.keys());
  }

  private Known usable() throws KeySourceException {
    Known last = known;
    Duration age = last == null ? TOO_OLD : Duration.between(last.since(), clock.instant());
    if (last != null && age.compareTo(OLD) < 0) {
      return last;
    }
    if (last != null && age.compareTo(TOO_OLD) < 0) {
      // Whoever holds a token of a known key does not wait for a project that is slow.
      if (!asking.isLocked() && mayAsk()) {
        Thread.startVirtualThread(() -> askedSince(last));
      }
      return last;
    }
    Known first = askedSince(last);
    if (first == null) {
      throw new KeySourceException("The keys of the Supabase project are not known");
    }
    return first;
  }

  /** What another request has found since, or this one now; null when nobody did. */
  private @Nullable Known askedSince(@Nullable Known last) {
    asking.lock();
    try {
      Known now = known;
      if (now != last) {
        return now;
      }
      return mayAsk() ? ask() : null;
    } finally {
      asking.unlock();
    }
  }

  private boolean mayAsk() {
    return !clock.instant().isBefore(askedAt.plus(PAUSE));
  }

  private @Nullable Known ask() {
    askedAt = clock.instant();
    try {
      Known found = new Known(JWKSet.parse(issuer.keys()), askedAt);
      known = found;
      return found;
    } catch (ProviderException | ParseException e) {
      LOG.warn(
          "The keys of the Supabase project cannot be read; {}: {}",
          known == null ? "its users cannot come in yet" : "the last ones are used",
          String.valueOf(e.getMessage()));
      return null;
    }
  }
}
