package dev.atelier.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Asks the database with a time limit; Boot's own indicator would wait out the socket timeout. */
final class DatabaseHealth implements HealthIndicator {

  private final DataSource pool;
  private final Duration limit;

  DatabaseHealth(DataSource pool, Duration limit) {
    this.pool = pool;
    this.limit = limit;
  }

  @Override
  public Health health() {
    try (Connection connection = pool.getConnection()) {
      int seconds = Math.max(1, Math.toIntExact(limit.toSeconds()));
      return connection.isValid(seconds) ? Health.up().build() : Health.down().build();
    } catch (SQLException e) {
      return Health.down().withDetail("reason", "no connection").build();
    }
  }
}
