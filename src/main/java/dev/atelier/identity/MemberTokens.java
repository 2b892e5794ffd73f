package dev.atelier.identity;

import dev.atelier.http.Problem;

/**
 * Tokens of members whose accounts are not here. Where there is a bean of this type, ours are good
 * for no member.
 *
 * <p>Thread-safe.
 */
public interface MemberTokens {

  /**
   * Who comes with that token.
   *
   * @throws Problem 401 when the token does not hold, 503 when that cannot be found out now
   */
  Member member(String token);

  /** The one answer to a token that does not hold. */
  static Problem refused() {
    return AccessTokens.refused("Invalid Supabase session");
  }
}
