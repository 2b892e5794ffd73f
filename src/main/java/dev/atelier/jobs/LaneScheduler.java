package dev.atelier.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.atelier.database.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Has db-scheduler hand out the lanes: a custom task per queue, a row per lane. Its lock on the row
 * keeps each lane on one node at a time, its heartbeats find the lanes of dead nodes.
 */
@Component
class LaneScheduler {

  /** The signal that lanes are to be had. */
  static final String LANES = "*";

  private static final Duration POLLING = Duration.ofSeconds(1);
  private static final Duration NO_PERMIT = Duration.ofSeconds(1);
  private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(1);
  private static final int MISSED_HEARTBEATS = 4;
  private static final double FEW = 0.5;
  private static final double MANY = 8.0;

  private final DataSource dataSource;
  private final Queues queues;
  private final LaneRunner runner;
  private final NodePresence presence;
  private final Signals signals;
  private final JobsProperties properties;
  private @Nullable Scheduler scheduler;

  LaneScheduler(
      DataSource dataSource,
      Queues queues,
      LaneRunner runner,
      NodePresence presence,
      Signals signals,
      JobsProperties properties) {
    this.dataSource = dataSource;
    this.queues = queues;
    this.runner = runner;
    this.presence = presence;
    this.signals = signals;
    this.properties = properties;
  }

  void start() {
    List<Task<?>> tasks = new ArrayList<>();
    int lanes = 1;
    for (WorkQueue queue : queues.all().values()) {
      tasks.add(task(queue));
      lanes += queue.count();
    }
    Scheduler built =
        Scheduler.create(dataSource, tasks)
            .schedulerName(presence::node)
            .tableName("jobs.scheduled_tasks")
            .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
            .clock(presence::now)
            .executorService(
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("lane-", 0).factory()))
            .threads(lanes)
            .pollUsingLockAndFetch(FEW, MANY)
            .pollingInterval(POLLING)
            .heartbeatInterval(properties.heartbeat())
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(SHUTDOWN_WAIT)
            .build();
    scheduler = built;
    built.start();
  }

  /** Looks for lanes to be had, now. */
  void check() {
    Scheduler running = scheduler;
    if (running != null) {
      running.triggerCheckForDueExecutions();
    }
  }

  /** Takes no further lanes. */
  void pause() {
    Scheduler running = scheduler;
    if (running != null) {
      running.pause();
    }
  }

  void stop() {
    Scheduler running = scheduler;
    if (running != null) {
      running.stop();
    }
  }

  private Task<Void> task(WorkQueue queue) {
    return Tasks.custom(queue.name(), Void.class)
        .onFailure((complete, operations) ->
            operations.reschedule(complete, presence.now().plus(NO_PERMIT)))
        .onDeadExecutionRevive()
        .execute((lane, context) -> {
          var lease =
              new Lease(
                  queue.name(), lane.getId(), presence.node(), context.getExecution().version);
          return after(runner.run(lease, queue));
        });
  }

  private CompletionHandler<Void> after(Lane.Exit exit) {
    return (complete, operations) -> {
      switch (exit) {
        case GONE -> operations.remove();
        case LATER -> operations.reschedule(complete, presence.now().plus(NO_PERMIT));
        case AGAIN -> {
          operations.reschedule(complete, presence.now());
          if (presence.hasOthers() || runner.isStopping()) {
            signals.send(ItemEndings.CHANNEL, LANES);
          } else {
            check();
          }
        }
      }
    };
  }
}
