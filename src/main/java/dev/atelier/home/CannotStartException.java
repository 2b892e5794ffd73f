package dev.atelier.home;

/**
 * A start that the operator has to do something about: the message is one line that says what is
 * wrong, names the setting and carries no secret. It is all that is printed before the process ends
 * with exit code 1; the cause is for tests and debuggers.
 */
public class CannotStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CannotStartException(String message) {
    super(message);
  }

  public CannotStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
