package dev.atelier.database;

import dev.atelier.home.CannotStartException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server that DATABASE_URL names. */
record ExternalServer(DatabaseAddress address) implements DatabaseServer {

  private static final Logger LOG = LoggerFactory.getLogger(ExternalServer.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Map<String, String> FIRST_CONNECTION =
      Map.of("connectTimeout", "3", "socketTimeout", "5");

  /** Waits until the database answers; refuses at once what waiting cannot change. */
  static ExternalServer waitFor(DatabaseAddress address, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    boolean told = false;
    while (true) {
      @Nullable SQLException failure = connect(address);
      if (failure == null) {
        LOG.info("using the database {}", address);
        return new ExternalServer(address);
      }
      if (isPermanent(failure) || System.nanoTime() + PAUSE.toNanos() > end) {
        throw new CannotStartException(
            "no use of the database that DATABASE_URL names (" + address + "): " + line(failure),
            failure);
      }
      if (!told) {
        LOG.warn(
            "the database {} does not answer, trying again for {} s: {}",
            address,
            limit.toSeconds(),
            line(failure));
        told = true;
      }
      pause();
    }
  }

  @Override
  public void close() {
    // Not ours to stop.
  }

  private static @Nullable SQLException connect(DatabaseAddress address) {
    try {
      DriverManager.getConnection(address.jdbcUrl(), address.driverProperties(FIRST_CONNECTION))
          .close();
      return null;
    } catch (SQLException e) {
      return e;
    }
  }

  /** Wrong credentials (class 28) and a missing database (3D000) do not mend by themselves. */
  private static boolean isPermanent(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && (state.startsWith("28") || state.equals("3D000"));
  }

  private static String line(SQLException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("unknown");
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStartException("interrupted while waiting for the database", e);
    }
  }
}
