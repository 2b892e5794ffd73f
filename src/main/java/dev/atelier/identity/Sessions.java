package dev.atelier.identity;

/**
 * What became of the tokens that callers came with.
 *
 * <p>Thread-safe.
 */
public interface Sessions {

  /**
   * Whether the caller has logged out since, on whichever node, or the token has expired. For what
   * goes on after its request was let in; never true of the operator.
   */
  boolean isOver(Caller caller);
}
