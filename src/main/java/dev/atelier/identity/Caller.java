package dev.atelier.identity;

import org.jspecify.annotations.Nullable;

/**
 * Who sends the current request. Controllers take it as a parameter.
 *
 * @param operator whether the caller may reach what belongs to others
 * @param token what a user signed in with; the operator has none
 */
public record Caller(UserId id, boolean operator, @Nullable AccessToken token) {

  /** The operator of this Atelier. */
  public static final Caller OPERATOR = new Caller(UserId.OPERATOR, true);

  public Caller(UserId id, boolean operator) {
    this(id, operator, null);
  }

  /** Whether the caller may see what belongs to that user. */
  public boolean mayReach(UserId owner) {
    return operator || id.equals(owner);
  }
}
