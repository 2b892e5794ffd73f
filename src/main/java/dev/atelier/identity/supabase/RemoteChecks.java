package dev.atelier.identity.supabase;

import dev.atelier.http.Problem;
import dev.atelier.identity.Member;
import dev.atelier.identity.UserId;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.TokenIssuer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Asks the project itself whose token it is, for tokens that cannot be checked here, and remembers
 * the answers for a short while.
 *
 * <p>Thread-safe.
 */
final class RemoteChecks {

  static final Duration REMEMBERED = Duration.ofSeconds(30);

  private static final int AT_ONCE = 16;
  private static final int REMEMBERED_TOKENS = 10_000;

  private record Checked(@Nullable Member member, Instant until) {}

  private final TokenIssuer issuer;
  private final Clock clock;
  private final Semaphore turns = new Semaphore(AT_ONCE);
  private final Map<String, Checked> answers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Checked> eldest) {
          return size() > REMEMBERED_TOKENS;
        }
      };

  RemoteChecks(TokenIssuer issuer, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * Who holds that token; empty when it is nobody's.
   *
   * @param expiry until when the token holds at most
   * @throws Problem 503 when the project cannot be asked now
   */
  Optional<Member> holder(String token, Instant expiry) {
    String name = digest(token);
    Checked known = remembered(name);
    if (known == null) {
      Member member = ask(token);
      Instant until = clock.instant().plus(REMEMBERED);
      known = new Checked(member, until.isBefore(expiry) ? until : expiry);
      synchronized (answers) {
        answers.put(name, known);
      }
    }
    return Optional.ofNullable(known.member());
  }

  private @Nullable Checked remembered(String name) {
    synchronized (answers) {
      Checked known = answers.get(name);
      if (known != null && !clock.instant().isBefore(known.until())) {
        answers.remove(name);
        return null;
      }
      return known;
    }
  }

  private @Nullable Member ask(String token) {
    if (!turns.tryAcquire()) {
      throw unavailable(null);
    }
    try {
      return issuer
          .holder(token)
          .map(it ->
              new Member(
                  new UserId(it.id()),
                  SupabaseClaims.text(it.email()),
                  SupabaseClaims.text(it.name())))
          .orElse(null);
    } catch (ProviderException e) {
      throw unavailable(e);
    } finally {
      turns.release();
    }
  }

  static Problem unavailable(@Nullable Throwable cause) {
    return Problem.unavailable(
        "sign_in_unavailable",
        "Supabase cannot be asked who you are; try again",
        Duration.ofSeconds(2),
        cause);
  }

  // Not the token itself, which would lie about in memory.
  private static String digest(String token) {
    return DigestUtils.sha256Hex(token);
  }
}
