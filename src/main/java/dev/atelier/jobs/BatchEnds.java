package dev.atelier.jobs;

import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends batches whose items have all ended, each in a transaction of its own. Whoever ends an item
 * asks for it after the commit, as only then it sees what the others have ended at the same time;
 * what a crash left open, the sweep finds.
 *
 * <p>Thread-safe.
 */
@Component
class BatchEnds {

  private static final Logger log = LoggerFactory.getLogger(BatchEnds.class);

  private final BatchRepository batches;
  private final Listeners listeners;
  private final TransactionTemplate transactions;

  BatchEnds(BatchRepository batches, Listeners listeners, TransactionTemplate transactions) {
    this.batches = batches;
    this.listeners = listeners;
    this.transactions = transactions;
  }

  /** Ends those of the batches that are over; never throws, as the sweep tries again. */
  void close(Collection<BatchId> ids) {
    try {
      closeEach(batches.over(ids));
    } catch (DataAccessException e) {
      log.warn("Batches {} may be over; the next sweep will see", ids, e);
    }
  }

  /** Ends every batch that is over. */
  void sweep() {
    closeEach(batches.over(null));
  }

  private void closeEach(List<BatchId> over) {
    for (BatchId id : over) {
      try {
        transactions.executeWithoutResult(status -> closeLocked(id));
      } catch (RuntimeException e) {
        log.error("Batch {} is over but could not be ended; the next sweep tries again", id, e);
      }
    }
  }

  /** Ends a batch if it is over, within a transaction; locks it. */
  void closeLocked(BatchId id) {
    batches
        .lock(id)
        .filter(batch -> !batch.state().ended())
        // Asked again under the lock: a retry may just have reopened items.
        .filter(batch -> !batches.over(List.of(id)).isEmpty())
        .ifPresent(this::end);
  }

  private void end(Batch batch) {
    Batch.State state =
        switch (batch.state()) {
          case CANCELLING -> batch.reason() == null ? Batch.State.CANCELLED : Batch.State.FAILED;
          default -> Batch.State.COMPLETED;
        };
    batches.end(batch.id(), state);
    listeners.batchEnded(batch.id());
    log.info("Batch {} of {} items is {}", batch.id(), batch.total(), state);
  }
}
