package dev.atelier.jobs;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How full the queues are. Asks the database only when it is asked itself, and then seldom. */
@Component
class JobMetrics implements MeterBinder {

  private static final long FRESH_NANOS = 10_000_000_000L;

  private final JdbcClient jdbc;
  private final Queues queues;
  private Map<String, Load> loads = Map.of();
  private long readAt = System.nanoTime() - FRESH_NANOS;

  JobMetrics(JdbcClient jdbc, Queues queues) {
    this.jdbc = jdbc;
    this.queues = queues;
  }

  private record Load(long waiting, long running, double oldestSeconds) {
    static final Load NONE = new Load(0, 0, 0);
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    for (String queue : queues.all().keySet()) {
      gauge(meters, queue, "atelier.jobs.waiting", Load::waiting);
      gauge(meters, queue, "atelier.jobs.running", Load::running);
      gauge(meters, queue, "atelier.jobs.oldest.waiting.seconds", Load::oldestSeconds);
    }
  }

  private void gauge(
      MeterRegistry meters, String queue, String name, ToDoubleFunction<Load> value) {
    Gauge.builder(name, () -> value.applyAsDouble(load(queue)))
        .tag("queue", queue)
        .register(meters);
  }

  private synchronized Load load(String queue) {
    if (System.nanoTime() - readAt >= FRESH_NANOS) {
      loads = read();
      readAt = System.nanoTime();
    }
    return loads.getOrDefault(queue, Load.NONE);
  }

  private Map<String, Load> read() {
    Map<String, Load> found = new HashMap<>();
    jdbc.sql(
            """
            select queue,
              count(*) filter (where state = 'WAITING') as waiting,
              count(*) filter (where state = 'RUNNING') as running,
              coalesce(
                extract(epoch from now() - min(created_at) filter (where state = 'WAITING')),
                0) as oldest
            from (
              select queue, state, created_at from jobs.item where state = 'WAITING'
              union all
              select queue, state, created_at from jobs.item where state = 'RUNNING') open
            group by queue
            """)
        .query(row -> {
          found.put(
              row.getString("queue"),
              new Load(row.getLong("waiting"), row.getLong("running"), row.getDouble("oldest")));
        });
    return found;
  }
}
