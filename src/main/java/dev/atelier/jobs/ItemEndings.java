package dev.atelier.jobs;

import dev.atelier.database.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What each ending does to an item, its group, its batch and the counts. Runs within the caller's
 * transaction; answers whether the item was still the caller's, and where it was not the
 * transaction must be rolled back.
 *
 * <p>A batch is always locked before items of it that are not one's own are touched, so that nobody
 * waits in a circle, and nothing comes to wait in a batch that is being cancelled.
 */
@Component
class ItemEndings {

  /** The channel that wakes lanes: a queue's name, or empty for all. */
  static final String CHANNEL = "jobs";

  /** Of the items that one holds, so many end in one transaction. */
  private static final int MANY_HELD = 500;

  private static final Item.Failure POISON =
      FailurePolicy.failure(
          "poison",
          "The program died "
              + Jobs.MAX_KILLS
              + " times while it worked on this item, so it is not tried again.");

  private final LaneRepository lanes;
  private final ItemRepository items;
  private final BatchRepository batches;
  private final Listeners listeners;
  private final Queues queues;
  private final Signals signals;

  ItemEndings(
      LaneRepository lanes,
      ItemRepository items,
      BatchRepository batches,
      Listeners listeners,
      Queues queues,
      Signals signals) {
    this.lanes = lanes;
    this.items = items;
    this.batches = batches;
    this.listeners = listeners;
    this.queues = queues;
    this.signals = signals;
  }

  /**
   * A run that is over.
   *
   * @param share in which row of the tally it counts
   * @param told whether listeners are told
   */
  record Run(String share, Claimed item, Duration work, boolean told) {

    Run untold() {
      return new Run(share, item, work, false);
    }
  }

  /** A success that has yet to be written down. */
  record Success(Claimed item, Ending.Succeeded ending, Duration work) {}

  boolean apply(Run run, Ending ending) {
    return switch (ending) {
      case Ending.Succeeded succeeded -> succeed(run, succeeded);
      case Ending.Moved moved -> move(run, moved);
      case Ending.Failed failed -> fail(run, failed.failure(), 1);
      case Ending.RefusedAll refused -> refuseAll(run, refused.failure());
      case Ending.Retried retried -> waitAgain(run, 1, 0, retried.delay());
      case Ending.Returned() -> waitAgain(run, 0, 0, null);
      case Ending.Waited(Duration pause) ->
          waitAgain(run, -run.item().attempts(), -run.item().kills(), pause);
      case Ending.Throttled throttled -> {
        lanes.pause(run.item().queue(), throttled.pause());
        yield waitAgain(run, 0, 0, null);
      }
      case Ending.Killed() ->
          run.item().kills() + 1 >= Jobs.MAX_KILLS
              ? fail(run, POISON, 0)
              : waitAgain(run, 0, 1, null);
    };
  }

  private boolean succeed(Run run, Ending.Succeeded ending) {
    Claimed item = run.item();
    if (item.group() != null) {
      batches.holdOpen(item.batch());
      items.promoteHeld(item);
    }
    return succeed(run.share(), List.of(new Success(item, ending, run.work())));
  }

  /** Ends items as succeeded, all or none of them. */
  boolean succeed(String share, List<Success> successes) {
    int size = successes.size();
    UUID[] ids = new UUID[size];
    Long[] claims = new Long[size];
    String[] outputs = new String[size];
    Long[] millis = new Long[size];
    for (int i = 0; i < size; i++) {
      Success success = successes.get(i);
      ids[i] = success.item().id().value();
      claims[i] = success.item().claim();
      outputs[i] = success.ending().output();
      millis[i] = success.work().toMillis();
    }
    Map<ItemId, LaneRepository.Ended> ended = lanes.succeed(ids, claims, outputs, millis);
    if (ended.size() < size) {
      return false;
    }
    Map<BatchId, Integer> counts = new LinkedHashMap<>();
    successes.forEach(success -> counts.merge(success.item().batch(), 1, Integer::sum));
    Map<BatchId, Long> work = new LinkedHashMap<>();
    successes.forEach(
        success -> work.merge(success.item().batch(), success.work().toMillis(), Long::sum));
    counts.forEach((batch, count) ->
        batches.countSuccesses(batch, share, count, work.getOrDefault(batch, 0L)));
    successes.forEach(success -> success.ending().inTransaction().run());
    Map<String, List<Item>> told = new LinkedHashMap<>();
    for (Success success : successes) {
      Claimed item = success.item();
      LaneRepository.Ended end = ended.get(item.id());
      if (end != null) {
        told.computeIfAbsent(item.kind(), kind -> new ArrayList<>())
            .add(end.of(item, Item.State.SUCCEEDED, success.ending().output(), null));
      }
    }
    told.forEach(listeners::itemsEnded);
    return true;
  }

  private boolean move(Run run, Ending.Moved ending) {
    Claimed item = run.item();
    queues.requireKnown(ending.queue());
    boolean mine;
    if (batches.holdOpen(item.batch())) {
      mine = lanes.move(item, ending.queue());
      if (mine && item.group() != null) {
        items.moveHeld(item, ending.queue());
      }
      signals.send(CHANNEL, ending.queue());
    } else {
      mine = cancel(run);
    }
    if (mine) {
      ending.inTransaction().run();
    }
    return mine;
  }

  /**
   * Lets many of the items that an item holds fail as the item is about to, so that no transaction
   * has to end a whole group. Should the item come to be run again after all, those stay failed.
   *
   * @return whether there may be more; otherwise nothing was done, and the rest fails with the item
   */
  boolean failSomeHeld(Run run, Ending ending) {
    Claimed item = run.item();
    Item.Failure failure = groupFailure(run, ending);
    if (item.group() == null || failure == null || !batches.holdOpen(item.batch())) {
      return false;
    }
    if (!lanes.holds(item)) {
      return false;
    }
    List<Item> failed = items.failHeld(item, failure, MANY_HELD);
    if (failed.size() < MANY_HELD) {
      return false;
    }
    batches.count(item.batch(), run.share(), 0, failed.size(), 0);
    tell(run, failed);
    return true;
  }

  private static Item.@Nullable Failure groupFailure(Run run, Ending ending) {
    return switch (ending) {
      case Ending.Failed failed -> failed.failure();
      case Ending.Killed() -> run.item().kills() + 1 >= Jobs.MAX_KILLS ? POISON : null;
      case Ending.Succeeded _,
          Ending.Moved _,
          Ending.RefusedAll _,
          Ending.Retried _,
          Ending.Returned _,
          Ending.Throttled _,
          Ending.Waited _ ->
          null;
    };
  }

  private boolean fail(Run run, Item.Failure failure, int attempt) {
    Claimed item = run.item();
    List<Item> told = new ArrayList<>();
    if (item.group() != null && batches.holdOpen(item.batch())) {
      told.addAll(items.failHeld(item, failure, MANY_HELD));
    }
    int attempts = item.attempts() + attempt;
    LaneRepository.Ended end = lanes.end(item, Item.State.FAILED, failure, attempts, run.work());
    if (end == null) {
      return false;
    }
    told.addFirst(end.of(item, Item.State.FAILED, null, failure));
    batches.count(item.batch(), run.share(), 0, told.size(), 0);
    tell(run, told);
    return true;
  }

  private boolean refuseAll(Run run, Item.Failure failure) {
    BatchId batch = run.item().batch();
    boolean stopped =
        batches.change(
            batch,
            Batch.State.CANCELLING,
            failure.message(),
            Batch.State.ACTIVE,
            Batch.State.PAUSED);
    if (!fail(run, failure, 1)) {
      return false;
    }
    if (stopped) {
      batches.count(batch, run.share(), 0, 0, items.cancelWaiting(batch));
    }
    return true;
  }

  private boolean waitAgain(Run run, int attempts, int deaths, @Nullable Duration delay) {
    Claimed item = run.item();
    if (!batches.holdOpen(item.batch())) {
      return cancel(run);
    }
    return lanes.wait(item, item.attempts() + attempts, deaths, delay);
  }

  /** The batch was cancelled while the item ran, and the item would have to run again. */
  private boolean cancel(Run run) {
    Claimed item = run.item();
    LaneRepository.Ended end =
        lanes.end(item, Item.State.CANCELLED, null, item.attempts(), run.work());
    if (end == null) {
      return false;
    }
    batches.count(item.batch(), run.share(), 0, 0, 1);
    tell(run, List.of(end.of(item, Item.State.CANCELLED, null, null)));
    return true;
  }

  private void tell(Run run, List<Item> ended) {
    if (run.told()) {
      listeners.itemsEnded(run.item().kind(), ended);
    }
  }
}
