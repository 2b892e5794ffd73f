package dev.atelier.identity.rates;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts over all nodes, by the database's clock. Of each name only one time is kept: when it would
 * be square with its rate again. Every use moves that on by the time one use is worth; it may be no
 * further ahead than all uses of the rate are worth.
 */
@Repository
class RateRepository {

  private static final long PAUSE = Duration.ofMinutes(1).toNanos();

  /**
   * Where a name stands.
   *
   * @param ahead seconds until it is square
   */
  record Standing(boolean allowed, double ahead) {}

  private final JdbcClient jdbc;
  private final AtomicLong sweptAt = new AtomicLong(System.nanoTime() - PAUSE);

  RateRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Uses the name once, if its rate allows that. */
  Standing use(String name, Rate rate) {
    sweep();
    Optional<Double> used =
        jdbc.sql(
                """
                insert into identity.rate as known (name, due)
                values (:name, now() + make_interval(secs => :step))
                on conflict (name) do update
                set due = greatest(known.due, now()) + make_interval(secs => :step)
                where greatest(known.due, now()) + make_interval(secs => :step)
                  <= now() + make_interval(secs => :window)
                returning extract(epoch from due - now())::float8
                """)
            .param("name", name)
            .param("step", (double) rate.seconds() / rate.times())
            // The database counts microseconds, and steps may be rounded up.
            .param("window", rate.seconds() + 0.001)
            .query(Double.class)
            .optional();
    return used.map(ahead -> new Standing(true, ahead))
        .orElseGet(() -> new Standing(false, ahead(name)));
  }

  private double ahead(String name) {
    return jdbc.sql(
            """
            select extract(epoch from due - now())::float8
            from identity.rate
            where name = :name
            """)
        .param("name", name)
        .query(Double.class)
        .optional()
        .orElse(0.0);
  }

  private void sweep() {
    long last = sweptAt.get();
    if (System.nanoTime() - last >= PAUSE && sweptAt.compareAndSet(last, System.nanoTime())) {
      jdbc.sql(
              """
              delete from identity.rate
              where due < now()
              """)
          .update();
    }
  }
}
