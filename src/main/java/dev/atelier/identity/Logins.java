package dev.atelier.identity;

import dev.atelier.http.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Logins that go on for as long as their client renews them. Each renewal answers with a new token
 * to renew with; one that was used before ends the login, since then two have it, and one of them
 * has stolen it. For ten seconds the last one is forgiven: its answer may have been lost.
 *
 * <p>Thread-safe.
 */
@Component
public class Logins {

  /** Which logins of a user a logout ends. */
  public enum Scope {
    LOCAL,
    OTHERS,
    GLOBAL
  }

  /**
   * What the client of a login is given.
   *
   * @param life of the access token
   */
  public record Login(
      Account account, String accessToken, String refreshToken, Duration life, Instant expiresAt) {

    // The tokens must not reach a log through a printed record.
    @Override
    public String toString() {
      return "Login[" + account.id() + "]";
    }
  }

  private final LoginSessionRepository repository;
  private final RefreshTokens refreshTokens;
  private final AccessTokens accessTokens;
  private final Accounts accounts;
  private final Duration life;
  private final Clock clock;

  Logins(
      LoginSessionRepository repository,
      RefreshTokens refreshTokens,
      AccessTokens accessTokens,
      Accounts accounts,
      IdentityProperties settings,
      Clock clock) {
    this.repository = repository;
    this.refreshTokens = refreshTokens;
    this.accessTokens = accessTokens;
    this.accounts = accounts;
    this.life = settings.accessTokenLife();
    this.clock = clock;
  }

  /** A new login of somebody who has proved who it is. */
  public Login open(Account account) {
    return login(account, repository.insert(account.id()), 0);
  }

  /**
   * Renews a login.
   *
   * @throws Problem 400 when the token is none of ours, is used up, or its login is over
   */
  public Login renew(String refreshToken) {
    RefreshTokens.Content token = refreshTokens.read(refreshToken).orElseThrow(Logins::unknown);
    return repository
        .renew(token.login(), token.renewals())
        .map(user -> login(account(user), token.login(), token.renewals() + 1))
        .orElseGet(() -> renewAgain(token));
  }

  private Login renewAgain(RefreshTokens.Content token) {
    LoginSessionRepository.Login known =
        repository.find(token.login()).orElseThrow(Logins::unknown);
    if (known.over()) {
      repository.delete(token.login());
      throw Problem.malformed("session_expired", "The login has not been renewed for too long");
    }
    if (known.fresh() && known.renewals() == token.renewals() + 1) {
      return login(account(known.user()), token.login(), known.renewals());
    }
    repository.delete(token.login());
    accessTokens.endTokensOf(token.login());
    throw Problem.malformed("refresh_token_already_used", "Invalid Refresh Token: Already Used");
  }

  /**
   * Who comes with that access token, whether of a login that can be renewed or not.
   *
   * @throws Problem 401 when it does not hold
   */
  public Caller caller(String accessToken) {
    return accessTokens.caller(accessToken);
  }

  /** Ends logins of who came with that token, on every node. */
  public void end(Caller caller, Scope scope) {
    AccessToken token = caller.token();
    if (token == null) {
      throw new IllegalArgumentException("The operator has no login");
    }
    if (scope != Scope.LOCAL) {
      repository.deleteAll(caller.id(), token.id()).forEach(accessTokens::endTokensOf);
    }
    if (scope != Scope.OTHERS) {
      accessTokens.revoke(token);
    }
  }

  private Account account(UserId user) {
    return accounts.find(user).orElseThrow(Logins::unknown);
  }

  private Login login(Account account, UUID id, int renewals) {
    Instant expiresAt = clock.instant().plus(life);
    return new Login(
        account,
        accessTokens.issue(account, id),
        refreshTokens.issue(id, renewals),
        life,
        expiresAt);
  }

  private static Problem unknown() {
    return Problem.malformed(
        "refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found");
  }
}
