package dev.atelier.posters;

import dev.atelier.events.EventLog;
import dev.atelier.events.EventLog.NewEvent;
import dev.atelier.jobs.Batch;
import dev.atelier.jobs.BatchListener;
import dev.atelier.jobs.Item;
import dev.atelier.jobs.Jobs;
import dev.atelier.posters.RunLogRepository.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Writes a run's log lines and events in the transaction of the change they tell of. */
@Component
class PosterRunEvents implements BatchListener {

  /**
   * Beyond this many rows the last event leaves the rows out: the stream has told of each already.
   */
  private static final int MAX_RESULTS = 1_000;

  private final Jobs jobs;
  private final EventLog events;
  private final RunLogRepository logs;
  private final RunCache runs;
  private final PosterRows rows;

  PosterRunEvents(
      @Lazy Jobs jobs, EventLog events, RunLogRepository logs, RunCache runs, PosterRows rows) {
    this.jobs = jobs;
    this.events = events;
    this.logs = logs;
    this.runs = runs;
    this.rows = rows;
  }

  @Override
  public String kind() {
    return PosterRuns.KIND;
  }

  @Override
  public void itemEnded(Batch batch, Item item) {
    PosterRun run = runs.get(batch.id(), batch.revision()).run();
    String username = rows.label(item);
    List<NewEvent> news = new ArrayList<>();
    Item.Failure failure = item.failure();
    if (failure != null) {
      String message = username + ": " + failure.message();
      Map<String, Object> details = Map.of("row", item.position(), "code", failure.code());
      logs.append(run.id(), Level.ERROR, message, details);
      news.add(PosterEvents.log(run, Level.ERROR, message, details));
    }
    for (PosterRun.Warning warning : rows.warnings(item)) {
      String message = username + ": " + warning.message();
      Map<String, Object> details = Map.of("row", item.position(), "code", warning.code());
      logs.append(run.id(), Level.WARNING, message, details);
      news.add(PosterEvents.log(run, Level.WARNING, message, details));
    }
    news.add(PosterEvents.posterCompleted(run, item, username, rows.url(item)));
    events.append(
        run.id().value(),
        () -> {
          news.add(PosterEvents.progress(run, jobs.progress(batch.id()), username));
          return news;
        });
  }

  @Override
  public void batchEnded(Batch batch) {
    PosterRun run = runs.get(batch.id(), batch.revision()).run();
    Batch.Progress progress = jobs.progress(batch.id());
    String message =
        "%s: %d made, %d failed, %d cancelled"
            .formatted(
                batch.state() == Batch.State.COMPLETED ? "Completed" : "Ended early",
                progress.succeeded(),
                progress.failed(),
                progress.cancelled());
    logs.append(run.id(), Level.INFO, message, Map.of());
    events.append(run.id().value(), () -> List.of(lastEvent(run, batch, progress)));
  }

  private NewEvent lastEvent(PosterRun run, Batch batch, Batch.Progress progress) {
    return switch (batch.state()) {
      case CANCELLING, CANCELLED -> PosterEvents.failed(run, "Job cancelled");
      case FAILED -> PosterEvents.failed(run, String.valueOf(batch.reason()));
      case ACTIVE, PAUSED, COMPLETED ->
          PosterEvents.completed(run, progress, seconds(batch), results(batch));
    };
  }

  private List<PosterEvents.Result> results(Batch batch) {
    if (batch.total() > MAX_RESULTS) {
      return List.of();
    }
    return jobs.items(batch.id(), null, 0, MAX_RESULTS).stream().map(rows::result).toList();
  }

  private static double seconds(Batch batch) {
    if (batch.startedAt() == null || batch.endedAt() == null) {
      return 0;
    }
    return Math.round(Duration.between(batch.startedAt(), batch.endedAt()).toMillis() / 10.0)
        / 100.0;
  }
}
