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
import java.util.stream.Stream;
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
  public void itemsEnded(Batch batch, List<Item> items) {
    PosterRun run = runs.get(batch.id(), batch.revision()).run();
    logs.append(run.id(), items.stream().flatMap(this::lines).toList());
    events.append(
        run.id().value(),
        () -> {
          List<NewEvent> news = new ArrayList<>();
          Batch.Progress reached = jobs.progress(batch.id());
          for (int i = 0; i < items.size(); i++) {
            tell(run, items.get(i), before(reached, items.subList(i + 1, items.size())), news);
          }
          return news;
        });
  }

  /** What the log says of an item: why it failed, and what was amiss though it did not. */
  private Stream<RunLogRepository.NewLine> lines(Item item) {
    Item.Failure failure = item.failure();
    return Stream.concat(
        failure == null
            ? Stream.empty()
            : Stream.of(line(item, Level.ERROR, failure.code(), failure.message())),
        rows.warnings(item).stream()
            .map(warning -> line(item, Level.WARNING, warning.code(), warning.message())));
  }

  private RunLogRepository.NewLine line(Item item, Level level, String code, String message) {
    return new RunLogRepository.NewLine(
        level, rows.label(item) + ": " + message, Map.of("row", item.position(), "code", code));
  }

  private void tell(PosterRun run, Item item, Batch.Progress progress, List<NewEvent> news) {
    lines(item)
        .map(line -> PosterEvents.log(run, line.level(), line.message(), line.details()))
        .forEach(news::add);
    String username = rows.label(item);
    news.add(PosterEvents.posterCompleted(run, item, username, rows.url(item)));
    news.add(PosterEvents.progress(run, progress, username));
  }

  /** How far the batch was before these items ended. */
  private static Batch.Progress before(Batch.Progress reached, List<Item> items) {
    int succeeded = count(items, Item.State.SUCCEEDED);
    int failed = count(items, Item.State.FAILED);
    int cancelled = count(items, Item.State.CANCELLED);
    return new Batch.Progress(
        reached.total(),
        reached.succeeded() - succeeded,
        reached.failed() - failed,
        reached.cancelled() - cancelled,
        reached.remaining() + items.size());
  }

  private static int count(List<Item> items, Item.State state) {
    return (int) items.stream().filter(item -> item.state() == state).count();
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
