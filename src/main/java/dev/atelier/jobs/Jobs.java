package dev.atelier.jobs;

import dev.atelier.identity.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Durable batches of work.
 *
 * <p>Promise: every accepted item reaches exactly one end; a run that was interrupted by the death
 * of its node is run again, until {@value #MAX_KILLS} deaths came without progress between them.
 *
 * <p>Thread-safe.
 */
public interface Jobs {

  /**
   * After this many deaths of its node in its middle an item has failed with {@code poison}, unless
   * it came further between them: see {@link JobHandler.Progress}.
   */
  int MAX_KILLS = 3;

  /**
   * Accepts a batch within the caller's transaction, which must exist: batch, items and the
   * caller's own rows commit or vanish together. Consumes the items as a stream; none is kept in
   * memory.
   *
   * @return how many items there are
   */
  int enqueue(NewBatch batch, Stream<NewItem> items);

  Optional<Batch> find(BatchId id);

  /** Batches by id, in no order; unknown ids are left out. */
  List<Batch> findAll(Collection<BatchId> ids);

  /** How far a batch is. */
  Batch.Progress progress(BatchId id);

  /** How far each of these batches is, in one query; in no order. */
  Map<BatchId, Batch.Progress> progress(Collection<BatchId> ids);

  /** How the work of a batch goes. */
  Batch.Pace pace(BatchId id);

  /** Batches, newest first. */
  List<Batch> newest(Filter filter, int offset, int limit);

  /** How many batches the filter lets through. */
  long count(Filter filter);

  /**
   * A page of a batch's items by position.
   *
   * @param state only items in this state; null for all
   * @param afterPosition the last position of the page before, 0 for the first page
   */
  List<Item> items(BatchId id, Item.@Nullable State state, int afterPosition, int limit);

  /** Items of a batch by their positions; in no order, unknown positions are left out. */
  List<Item> itemsAt(BatchId id, Collection<Integer> positions);

  Optional<Item> item(ItemId id);

  /** Items by id, in no order; unknown ids are left out. */
  List<Item> items(Collection<ItemId> ids);

  /**
   * Cancels what has not started; what runs may still end.
   *
   * @return false when the batch had ended or was being cancelled
   */
  boolean cancel(BatchId id);

  /** Lets items of a batch that wait for a time run now. */
  void hasten(BatchId id);

  /** Takes no further items until resumed; false when the batch is not active. */
  boolean pause(BatchId id);

  /** Undoes a pause; false when the batch is not paused. */
  boolean resume(BatchId id);

  /**
   * Lets the failed items of a batch be tried again, but for those that were accepted as failed; of
   * a batch that failed as a whole also those that it cancelled. An ended batch becomes active
   * again. Nothing happens to a batch that was cancelled.
   *
   * @return how many items are tried again
   */
  int retryFailed(BatchId id);

  /**
   * Changes the items of an ended batch within the caller's transaction, which must exist. What the
   * change names is done again, or for the first time, and the batch is active until it has ended;
   * other items stay as they are. An item that is done again keeps its output until it has a new
   * one.
   *
   * @return how many items wait now; nothing when the batch has not ended or has another revision
   */
  OptionalInt change(BatchId id, Change change);

  /**
   * A change of a batch.
   *
   * @param revision of the batch that the change was made for
   * @param everything whether also what is not named is done again, failed items included
   * @param replaced items by position, which must exist
   * @param removed positions of items that vanish
   * @param added items that follow the last one
   */
  record Change(
      int revision,
      boolean everything,
      Map<Integer, NewItem> replaced,
      Set<Integer> removed,
      List<NewItem> added) {
    public Change {
      replaced = Map.copyOf(replaced);
      removed = Set.copyOf(removed);
      added = List.copyOf(added);
    }
  }

  /**
   * Which batches are meant.
   *
   * @param owner null for everybody's
   * @param states empty for all
   * @param started whether an item was taken already; null where that does not matter
   */
  record Filter(
      String kind, @Nullable UserId owner, Set<Batch.State> states, @Nullable Boolean started) {
    public Filter {
      states = Set.copyOf(states);
    }
  }

  /**
   * A batch to accept.
   *
   * @param id chosen by the caller, so that its own rows can name it
   * @param kind as {@link BatchListener#kind} says
   */
  record NewBatch(BatchId id, String kind, UserId owner, String name) {}

  /**
   * An item to accept.
   *
   * @param queue where it starts
   * @param label what people call it, at most 500 characters
   * @param input becomes JSON
   * @param group items of a batch with the same group start one after the other: the first runs,
   *     the others are held until it leaves its queue, and then share its fate: moved on, or
   *     failed; when it succeeds there, the next one starts
   * @param failure set when the item cannot even start: it counts as failed at once
   */
  record NewItem(
      String queue,
      String label,
      Object input,
      @Nullable String group,
      Item.@Nullable Failure failure) {}
}
