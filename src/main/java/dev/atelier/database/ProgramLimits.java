package dev.atelier.database;

import java.sql.SQLException;

/** Limits of PostgreSQL itself, such as the longest key of an index: trying again never helps. */
public final class ProgramLimits {

  /** Error codes of appendix A that begin so. Spring takes them for a lack of resources. */
  private static final String CLASS = "54";

  private ProgramLimits() {}

  /** Whether a failure comes of such a limit. */
  public static boolean isOneReached(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && sql.getSQLState().startsWith(CLASS)) {
        return true;
      }
    }
    return false;
  }
}
