package dev.atelier.jobs;

import dev.atelier.identity.UserId;
import java.time.Duration;

/**
 * Does the work of one queue. A bean per queue.
 *
 * <p>Runs are concurrent, on any node, and repeatable: after a crash the same item runs again, so
 * an effect outside the database must be one that a repetition overwrites.
 *
 * @param <I> the items' input, read from JSON
 */
public interface JobHandler<I> {

  /** The queue's name: the module and what is done, such as {@code posters.render}. */
  String queue();

  Class<I> inputType();

  /** How many items of the queue run at once. */
  Lanes lanes();

  /**
   * Does the work, without a transaction.
   *
   * @throws dev.atelier.providers.ProviderException whose reason decides whether and when the item
   *     is tried again
   * @throws InterruptedException when the node stops; the item goes back without losing an attempt
   */
  Outcome run(Work<I> work) throws InterruptedException;

  /**
   * What is to be done.
   *
   * @param attempt from 1
   * @param revision of the batch when the item was taken
   * @param progress to be told of what is done before the item ends, where that takes long
   */
  record Work<I>(
      ItemId item,
      BatchId batch,
      UserId owner,
      int position,
      String label,
      I input,
      int attempt,
      int revision,
      Progress progress) {}

  /**
   * How far a run comes before its item ends. An item fails whose node died {@value Jobs#MAX_KILLS}
   * times in its middle; deaths between which it came further are not its fault, and do not add up.
   *
   * <p>Thread-safe.
   */
  interface Progress {

    /**
     * Whether deaths count against the item now. As long as they do, what is done had better be
     * saved, and told, soon.
     */
    boolean isAwaited();

    /**
     * Something is done that stays so although the node may die, and that no repetition does again.
     * The deaths until now are forgotten. Costs nothing where there are none; while the database is
     * away they are kept, and the next call tries again.
     */
    void made();
  }

  /** How a run ended, where it did not throw. */
  sealed interface Outcome {

    /**
     * Runs in the transaction that ends the item or moves it on; is not run, or is rolled back,
     * when this node has meanwhile lost the item.
     */
    Runnable inTransaction();

    /** The item succeeded with this output, kept as JSON. */
    record Done(Object output, Runnable inTransaction) implements Outcome {

      /** With nothing to do in the transaction. */
      public Done(Object output) {
        this(output, () -> {});
      }
    }

    /** The item, and those held for it, wait in another queue for the next step. */
    record MoveTo(String queue, Runnable inTransaction) implements Outcome {

      /** With nothing to do in the transaction. */
      public MoveTo(String queue) {
        this(queue, () -> {});
      }
    }

    /**
     * The item is not over and has nothing to do for a while; then it runs again. Costs no attempt,
     * holds no lane, and forgets what attempts it lost before.
     */
    record Again(Duration pause) implements Outcome {

      @Override
      public Runnable inTransaction() {
        return () -> {};
      }
    }
  }

  /** How many items of a queue run at once. */
  sealed interface Lanes {

    /** At most this many over all nodes, as a provider's limit demands. */
    record InAll(int count) implements Lanes {}

    /** This many on each node, as its processors allow. */
    record PerNode(int count) implements Lanes {}
  }
}
