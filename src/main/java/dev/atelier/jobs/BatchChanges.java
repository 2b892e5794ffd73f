package dev.atelier.jobs;

import dev.atelier.database.Signals;
import dev.atelier.jobs.ItemResets.Reset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Changes the items of batches that have ended, each within the caller's transaction. */
@Component
class BatchChanges {

  private static final Logger log = LoggerFactory.getLogger(BatchChanges.class);

  private static final Set<Item.State> ENDED =
      Set.of(Item.State.SUCCEEDED, Item.State.FAILED, Item.State.CANCELLED);

  private final BatchRepository batches;
  private final ItemResets items;
  private final ItemCopy copy;
  private final Queues known;
  private final Signals signals;
  private final JsonMapper json;

  BatchChanges(
      BatchRepository batches,
      ItemResets items,
      ItemCopy copy,
      Queues known,
      Signals signals,
      JsonMapper json) {
    this.batches = batches;
    this.items = items;
    this.copy = copy;
    this.known = known;
    this.signals = signals;
    this.json = json;
  }

  /** Applies the change, unless the batch is at work or was changed meanwhile. */
  OptionalInt apply(BatchId id, Jobs.Change change) {
    Batch batch = batches.lock(id).orElse(null);
    if (batch == null || !batch.state().ended() || batch.revision() != change.revision()) {
      return OptionalInt.empty();
    }
    change.replaced().values().forEach(item -> known.requireKnown(item.queue()));
    ItemCopy.Written added = copy.write(id, items.lastPosition(id), change.added().stream());
    List<Reset> removed = items.remove(id, change.removed());
    List<Reset> again = new ArrayList<>(items.replace(id, change.replaced(), json));
    if (change.everything()) {
      again.addAll(items.retry(id, ENDED));
    }
    List<Reset> gone = new ArrayList<>(removed);
    gone.addAll(again);
    batches.count(
        id,
        PostgresJobs.SHARE,
        -Reset.count(gone, Item.State.SUCCEEDED),
        added.failed() - Reset.count(gone, Item.State.FAILED),
        -Reset.count(gone, Item.State.CANCELLED));
    int waiting = sum(again) + added.total() - added.failed();
    batches.revise(id, added.total() - sum(removed), waiting > 0);
    Set<String> queues = new HashSet<>(Reset.queues(again));
    queues.addAll(added.queues());
    queues.forEach(queue -> signals.send(ItemEndings.CHANNEL, queue));
    log.info("Batch {} was changed and does {} items", id, waiting);
    return OptionalInt.of(waiting);
  }

  private static int sum(List<Reset> resets) {
    return resets.stream().mapToInt(Reset::items).sum();
  }
}
