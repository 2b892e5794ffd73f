package dev.atelier.jobs;

import dev.atelier.database.Signals;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Component
class PostgresJobs implements Jobs {

  private static final Logger log = LoggerFactory.getLogger(PostgresJobs.class);

  /** In the tally, what no lane has counted. */
  static final String SHARE = "steering";

  private final BatchRepository batches;
  private final ItemRepository items;
  private final ItemResets resets;
  private final ItemCopy copy;
  private final BatchEnds batchEnds;
  private final AfterEnqueue afterEnqueue;
  private final BatchChanges changes;
  private final Signals signals;

  PostgresJobs(
      BatchRepository batches,
      ItemRepository items,
      ItemResets resets,
      ItemCopy copy,
      BatchEnds batchEnds,
      AfterEnqueue afterEnqueue,
      BatchChanges changes,
      Signals signals) {
    this.batches = batches;
    this.items = items;
    this.resets = resets;
    this.copy = copy;
    this.batchEnds = batchEnds;
    this.afterEnqueue = afterEnqueue;
    this.changes = changes;
    this.signals = signals;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public int enqueue(NewBatch batch, Stream<NewItem> newItems) {
    ItemCopy.Written written = copy.write(batch.id(), 0, newItems);
    batches.insert(batch, written.total());
    if (written.failed() > 0) {
      batches.count(batch.id(), SHARE, 0, written.failed(), 0);
    }
    wake(written.queues());
    afterEnqueue.register(batch.id(), written);
    log.info("Batch {} of {} items is {}", batch.id(), written.total(), Batch.State.ACTIVE);
    return written.total();
  }

  @Override
  public Optional<Batch> find(BatchId id) {
    return batches.find(id);
  }

  @Override
  public List<Batch> findAll(Collection<BatchId> ids) {
    return batches.findAll(ids);
  }

  @Override
  public Batch.Progress progress(BatchId id) {
    Batch.Progress progress = batches.progress(List.of(id)).get(id);
    return progress == null ? new Batch.Progress(0, 0, 0, 0, 0) : progress;
  }

  @Override
  public Map<BatchId, Batch.Progress> progress(Collection<BatchId> ids) {
    return batches.progress(ids);
  }

  @Override
  public List<Item> items(BatchId id, Item.@Nullable State state, int afterPosition, int limit) {
    return items.page(id, state, afterPosition, limit);
  }

  @Override
  public List<Item> itemsAt(BatchId id, Collection<Integer> positions) {
    return items.at(id, positions);
  }

  @Override
  public Optional<Item> item(ItemId id) {
    return items.find(id);
  }

  @Override
  public List<Item> items(Collection<ItemId> ids) {
    return items.findAll(ids);
  }

  @Override
  public Batch.Pace pace(BatchId id) {
    return batches.pace(id);
  }

  @Override
  public List<Batch> newest(Filter filter, int offset, int limit) {
    return batches.newest(filter, offset, limit);
  }

  @Override
  public long count(Filter filter) {
    return batches.count(filter);
  }

  @Override
  @Transactional
  public boolean cancel(BatchId id) {
    boolean cancelled =
        batches.change(id, Batch.State.CANCELLING, null, Batch.State.ACTIVE, Batch.State.PAUSED);
    if (cancelled) {
      log.info("Batch {} is {}", id, Batch.State.CANCELLING);
      batches.count(id, SHARE, 0, 0, items.cancelWaiting(id));
      batchEnds.closeLocked(id);
    }
    return cancelled;
  }

  @Override
  @Transactional
  public void hasten(BatchId id) {
    if (items.hasten(id)) {
      signals.send(ItemEndings.CHANNEL, "");
    }
  }

  @Override
  @Transactional
  public boolean pause(BatchId id) {
    return changed(id, Batch.State.ACTIVE, Batch.State.PAUSED);
  }

  @Override
  @Transactional
  public boolean resume(BatchId id) {
    boolean resumed = changed(id, Batch.State.PAUSED, Batch.State.ACTIVE);
    if (resumed) {
      signals.send(ItemEndings.CHANNEL, "");
    }
    return resumed;
  }

  private boolean changed(BatchId id, Batch.State from, Batch.State to) {
    boolean changed = batches.change(id, to, null, from);
    if (changed) {
      log.info("Batch {} is {}", id, to);
    }
    return changed;
  }

  @Override
  @Transactional
  public int retryFailed(BatchId id) {
    Batch batch = batches.lock(id).orElse(null);
    if (batch == null
        || batch.state() == Batch.State.CANCELLING
        || batch.state() == Batch.State.CANCELLED) {
      return 0;
    }
    List<ItemResets.Reset> retried =
        resets.retry(
            id,
            batch.state() == Batch.State.FAILED
                ? Set.of(Item.State.FAILED, Item.State.CANCELLED)
                : Set.of(Item.State.FAILED));
    int failed = ItemResets.Reset.count(retried, Item.State.FAILED);
    int cancelled = ItemResets.Reset.count(retried, Item.State.CANCELLED);
    if (failed + cancelled == 0) {
      return 0;
    }
    batches.count(id, SHARE, 0, -failed, -cancelled);
    if (batch.state().ended()) {
      batches.change(id, Batch.State.ACTIVE, null, batch.state());
    }
    wake(ItemResets.Reset.queues(retried));
    log.info("Batch {} tries {} items again", id, failed + cancelled);
    return failed + cancelled;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public OptionalInt change(BatchId id, Change change) {
    return changes.apply(id, change);
  }

  private void wake(Collection<String> queues) {
    queues.forEach(queue -> signals.send(ItemEndings.CHANNEL, queue));
  }
}
