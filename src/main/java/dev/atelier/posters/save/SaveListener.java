package dev.atelier.posters.save;

import dev.atelier.events.EventLog;
import dev.atelier.events.EventLog.NewEvent;
import dev.atelier.jobs.Batch;
import dev.atelier.jobs.BatchListener;
import dev.atelier.jobs.Item;
import dev.atelier.jobs.Jobs;
import dev.atelier.posters.save.SaveEvents.Level;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Writes a save's events in the transaction of the change they tell of. */
@Component
class SaveListener implements BatchListener {

  /**
   * Beyond this many posters the last event leaves them out: the stream has told of each already.
   */
  private static final int MAX_RESULTS = 1_000;

  private final Jobs jobs;
  private final EventLog events;
  private final SaveRows rows;

  SaveListener(@Lazy Jobs jobs, EventLog events, SaveRows rows) {
    this.jobs = jobs;
    this.events = events;
    this.rows = rows;
  }

  @Override
  public String kind() {
    return SaveEvents.KIND;
  }

  @Override
  public void itemEnded(Batch batch, Item item) {
    NewEvent line = line(item);
    events.append(
        SaveId.of(batch.id()).value(),
        () -> List.of(line, SaveEvents.progress(jobs.progress(batch.id()))));
  }

  private NewEvent line(Item item) {
    String name = SaveRows.username(item);
    HandedOver done = rows.handedOver(item);
    if (done != null) {
      Map<String, ?> details = Map.of("row", item.position(), "externalId", done.externalId());
      return done.before()
          ? SaveEvents.log(Level.INFO, name + ": was saved before", details)
          : SaveEvents.log(Level.SUCCESS, name + ": saved", details);
    }
    Item.Failure failure = item.failure();
    return failure == null
        ? SaveEvents.log(Level.WARNING, name + ": cancelled", Map.of("row", item.position()))
        : SaveEvents.log(
            Level.ERROR,
            name + ": " + failure.message(),
            Map.of("row", item.position(), "code", SaveRows.code(failure)));
  }

  @Override
  public void batchEnded(Batch batch) {
    Batch.Progress progress = jobs.progress(batch.id());
    events.append(SaveId.of(batch.id()).value(), () -> List.of(last(batch, progress)));
  }

  private NewEvent last(Batch batch, Batch.Progress progress) {
    String reason = batch.reason();
    if (reason != null && progress.succeeded() == 0) {
      return SaveEvents.error(reason);
    }
    List<Item> items =
        batch.total() > MAX_RESULTS ? List.of() : jobs.items(batch.id(), null, 0, MAX_RESULTS);
    return SaveEvents.complete(
        progress,
        SaveRows.status(batch, progress),
        items.stream()
            .filter(item -> item.state() == Item.State.SUCCEEDED)
            .map(rows::saved)
            .toList(),
        items.stream()
            .filter(item -> item.state() != Item.State.SUCCEEDED)
            .map(rows::notSaved)
            .toList());
  }
}
