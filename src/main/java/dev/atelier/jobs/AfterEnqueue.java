package dev.atelier.jobs;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What follows the commit of a new batch, in a thread of its own; nothing is lost without it. */
@Component
class AfterEnqueue {

  private static final Logger log = LoggerFactory.getLogger(AfterEnqueue.class);

  /** So many items at once make the planner's figures wrong. */
  private static final int MANY = 2_000;

  private final BatchEnds batchEnds;
  private final JdbcClient jdbc;

  AfterEnqueue(BatchEnds batchEnds, JdbcClient jdbc) {
    this.batchEnds = batchEnds;
    this.jdbc = jdbc;
  }

  void register(BatchId batch, ItemCopy.Written written) {
    boolean over = written.failed() == written.total();
    boolean many = written.total() >= MANY;
    if (!over && !many) {
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            Thread.startVirtualThread(() -> follow(batch, over, many));
          }
        });
  }

  private void follow(BatchId batch, boolean over, boolean many) {
    if (over) {
      batchEnds.close(List.of(batch));
    }
    if (many) {
      analyze();
    }
  }

  private void analyze() {
    try {
      jdbc.sql("analyze jobs.item").update();
    } catch (DataAccessException e) {
      log.debug("Not analyzed; autovacuum will", e);
    }
  }
}
