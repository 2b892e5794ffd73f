package dev.atelier.jobs;

import java.util.List;

/**
 * Is told of a kind's batches in the transaction that changes them. A bean per kind that wants it;
 * must not call other hosts, and must take no locks but those of the event log.
 */
public interface BatchListener {

  /** The kind of batches it is told of. */
  String kind();

  /** An item has ended: succeeded, failed or, when it ran during a cancel, cancelled. */
  default void itemEnded(Batch batch, Item item) {}

  /** Items have ended, in one transaction: at most some hundred. */
  default void itemsEnded(Batch batch, List<Item> items) {
    items.forEach(item -> itemEnded(batch, item));
  }

  /** The batch has ended: every item has. */
  default void batchEnded(Batch batch) {}
}
