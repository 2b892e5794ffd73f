package dev.atelier.jobs;

import com.github.kagkarlsson.scheduler.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The database's time, which all nodes share, however wrong their own clocks are. Between readings
 * it runs on this machine's monotonic clock.
 *
 * <p>Thread-safe.
 */
@Component
class DatabaseClock implements Clock {

  private final JdbcClient jdbc;
  private volatile Reading reading = new Reading(Instant.EPOCH, System.nanoTime());

  private record Reading(Instant time, long nanos) {}

  DatabaseClock(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Reads the database's clock; to be called before the first use and now and then. */
  void read() {
    long before = System.nanoTime();
    Instant time =
        jdbc.sql("select clock_timestamp()").query(OffsetDateTime.class).single().toInstant();
    long after = System.nanoTime();
    reading = new Reading(time, before + (after - before) / 2);
  }

  @Override
  public Instant now() {
    Reading last = reading;
    return last.time().plusNanos(System.nanoTime() - last.nanos());
  }
}
