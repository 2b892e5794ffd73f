package dev.atelier.identity;

/**
 * Who sends the current request. Controllers take it as a parameter.
 *
 * @param operator whether the caller may reach what belongs to others
 */
public record Caller(UserId id, boolean operator) {

  /** The operator of this Atelier. */
  public static final Caller OPERATOR = new Caller(UserId.OPERATOR, true);

  /** Whether the caller may see what belongs to that user. */
  public boolean mayReach(UserId owner) {
    return operator || id.equals(owner);
  }
}
