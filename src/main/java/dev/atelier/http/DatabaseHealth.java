package dev.atelier.http;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Asks the database every second whether it is there, so that nobody has to wait for the answer.
 */
@Component("databaseHealthIndicator")
class DatabaseHealth implements HealthIndicator, HealthDetail, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseHealth.class);
  private static final long STALE_AFTER = TimeUnit.SECONDS.toNanos(4);

  private final DataSource database;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("database-health").factory());
  private volatile boolean reachable = true;
  private volatile long answeredAt = System.nanoTime();

  DatabaseHealth(DataSource database) {
    this.database = database;
    clock.scheduleWithFixedDelay(this::ask, 0, 1, TimeUnit.SECONDS);
  }

  @Override
  public Map<String, Object> members() {
    return Map.of("database", isReachable());
  }

  @Override
  public boolean isDegraded() {
    return !isReachable();
  }

  @Override
  public Health health() {
    return isReachable() ? Health.up().build() : Health.down().build();
  }

  // A question that gets no answer at all, as from a frozen database, is an answer too.
  private boolean isReachable() {
    return reachable && System.nanoTime() - answeredAt < STALE_AFTER;
  }

  private void ask() {
    boolean answer = isValid();
    if (answer != reachable) {
      LOG.warn(
          answer
              ? "The database is back"
              : "The database cannot be reached; requests that need it get 503 until it is back");
    }
    reachable = answer;
    answeredAt = System.nanoTime();
  }

  private boolean isValid() {
    try (Connection connection = database.getConnection()) {
      return connection.isValid(2);
    } catch (SQLException | RuntimeException e) {
      LOG.debug("No connection", e);
      return false;
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
