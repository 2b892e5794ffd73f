package dev.atelier.jobs;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts and stops this node's part of the work. */
@Component
class JobEngine implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(JobEngine.class);
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(3);

  /** With the web server's graceful shutdown, so that both wait at the same time. */
  private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 1024;

  private final LaneScheduler scheduler;
  private final LaneRunner runner;
  private final NodePresence presence;
  private final BatchEnds batchEnds;
  private final Wakeups wakeups;
  private final JobsProperties properties;
  private @Nullable ScheduledExecutorService beats;

  JobEngine(
      LaneScheduler scheduler,
      LaneRunner runner,
      NodePresence presence,
      BatchEnds batchEnds,
      Wakeups wakeups,
      JobsProperties properties) {
    this.scheduler = scheduler;
    this.runner = runner;
    this.presence = presence;
    this.batchEnds = batchEnds;
    this.wakeups = wakeups;
    this.properties = properties;
  }

  @Override
  public void start() {
    presence.enter();
    wakeups.open(scheduler::check);
    scheduler.start();
    var executor =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("jobs-beat").factory());
    long millis = properties.heartbeat().toMillis();
    executor.scheduleWithFixedDelay(this::beat, 0, millis, TimeUnit.MILLISECONDS);
    beats = executor;
  }

  private void beat() {
    try {
      presence.beat();
      batchEnds.sweep();
    } catch (RuntimeException e) {
      log.warn("This node could not show that it lives; the next beat tries again: {}", e + "");
    }
  }

  @EventListener(ContextClosedEvent.class)
  void closing() {
    runner.stopClaiming();
    wakeups.ringAll();
  }

  @Override
  public void stop(Runnable callback) {
    Thread.ofVirtual()
        .name("jobs-stop")
        .start(() -> {
          try {
            stop();
          } finally {
            callback.run();
          }
        });
  }

  @Override
  public void stop() {
    ScheduledExecutorService executor = beats;
    if (executor == null) {
      return;
    }
    beats = null;
    closing();
    scheduler.pause();
    try {
      drain();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("Work could not be given back; other nodes take it when heartbeats are missed", e);
    }
    executor.shutdown();
    wakeups.close();
    scheduler.stop();
    leave();
  }

  private void drain() throws InterruptedException {
    if (runner.awaitIdle(properties.grace())) {
      return;
    }
    log.info("Interrupting what still runs after {}", properties.grace());
    runner.interruptAll();
    if (!runner.awaitIdle(AFTER_INTERRUPT)) {
      log.warn("Some work does not react to its interruption and is given back as it is");
      runner.giveBackAll();
    }
  }

  private void leave() {
    try {
      presence.leave();
      wakeups.sendLanes();
    } catch (RuntimeException e) {
      log.warn("Lanes could not be given back; other nodes take them: {}", e + "");
    }
  }

  @Override
  public boolean isRunning() {
    return beats != null;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
