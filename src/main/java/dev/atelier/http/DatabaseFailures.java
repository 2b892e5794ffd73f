package dev.atelier.http;

import dev.atelier.database.ProgramLimits;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/** Tells a database that cannot serve now, or text it cannot hold, from a fault of ours. */
final class DatabaseFailures {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  // PostgreSQL error codes, appendix A: connection, resources, operator intervention, rollback.
  private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "40");
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final Set<String> UNSTORABLE_TEXT = Set.of("22021", "22P05");

  private DatabaseFailures() {}

  static @Nullable Problem problem(Throwable failure) {
    if (ProgramLimits.isOneReached(failure)) {
      return Problem.malformed("too_large", "A text is longer than the database can keep");
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isUnavailable(cause)) {
        return Problem.unavailable(
            "database_unavailable",
            "The database cannot be reached; try again shortly",
            RETRY_AFTER,
            failure);
      }
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && UNSTORABLE_TEXT.contains(sql.getSQLState())) {
        return Problem.invalid("invalid_text", "Text with a NUL character cannot be stored");
      }
    }
    return null;
  }

  private static boolean isUnavailable(Throwable cause) {
    return switch (cause) {
      case DataAccessResourceFailureException _,
          QueryTimeoutException _,
          RecoverableDataAccessException _,
          TransientDataAccessException _,
          CannotCreateTransactionException _,
          TransactionTimedOutException _,
          SQLTransientConnectionException _ ->
          true;
      case SQLException sql -> isPassing(sql.getSQLState());
      default -> false;
    };
  }

  private static boolean isPassing(@Nullable String state) {
    return state != null
        && state.length() == 5
        && (PASSING_CLASSES.contains(state.substring(0, 2)) || state.equals(LOCK_NOT_AVAILABLE));
  }
}
