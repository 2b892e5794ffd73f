package dev.atelier.jobs;

import dev.atelier.database.ProgramLimits;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down how runs ended: a short transaction each, tried again while the database is away, as
 * the work it records may be dear.
 */
@Component
class Settlements {

  private static final Logger log = LoggerFactory.getLogger(Settlements.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final ItemEndings endings;
  private final BatchEnds batchEnds;
  private final TransactionTemplate transactions;

  Settlements(ItemEndings endings, BatchEnds batchEnds, TransactionTemplate transactions) {
    this.endings = endings;
    this.batchEnds = batchEnds;
    this.transactions = transactions;
  }

  /**
   * Settles a run. What the handler or a listener throws in the transaction counts as a failure of
   * the run; an item whose listener fails every time ends nevertheless, and then unheard.
   *
   * @return false when this node had lost the item meanwhile, and nothing was written
   * @throws InterruptedException when the node stops while the database is away
   */
  boolean settle(ItemEndings.Run run, Ending ending) throws InterruptedException {
    Claimed item = run.item();
    boolean mine;
    try {
      mine = end(run, ending);
    } catch (RuntimeException e) {
      if (databaseIsAway(e)) {
        throw e;
      }
      log.warn("Item {} of batch {} could not end as it should", item.id(), item.batch(), e);
      mine = settleFailed(run, FailurePolicy.decide(e, item.attempts() + 1));
    }
    if (!mine) {
      log.warn("lease_lost: item {} of batch {} went to another run", item.id(), item.batch());
      return false;
    }
    log(item, ending);
    batchEnds.close(List.of(item.batch()));
    return true;
  }

  private boolean settleFailed(ItemEndings.Run run, Ending ending) throws InterruptedException {
    try {
      return end(run, ending);
    } catch (RuntimeException e) {
      if (databaseIsAway(e)) {
        throw e;
      }
      log.error("Item {} ends without its listener being told", run.item().id(), e);
      return end(run.untold(), FailurePolicy.giveUp(ending));
    }
  }

  private boolean end(ItemEndings.Run run, Ending ending) throws InterruptedException {
    boolean more = true;
    while (more) {
      more = write(() -> endings.failSomeHeld(run, ending));
    }
    return write(() -> endings.apply(run, ending));
  }

  /** Settles several successes in one transaction; one by one where that does not work. */
  boolean settle(String share, List<ItemEndings.Success> successes) throws InterruptedException {
    boolean together = false;
    try {
      together = write(() -> endings.succeed(share, successes));
    } catch (RuntimeException e) {
      if (databaseIsAway(e)) {
        throw e;
      }
      log.debug("{} items could not end together, so they end one by one", successes.size(), e);
    }
    if (together) {
      batchEnds.close(
          successes.stream().map(each -> each.item().batch()).collect(Collectors.toSet()));
      return true;
    }
    boolean mine = true;
    for (ItemEndings.Success each : successes) {
      mine &= settle(new ItemEndings.Run(share, each.item(), each.work(), true), each.ending());
    }
    return mine;
  }

  private boolean write(BooleanSupplier step) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return Boolean.TRUE.equals(
            transactions.execute(status -> {
              boolean mine = step.getAsBoolean();
              if (!mine) {
                status.setRollbackOnly();
              }
              return mine;
            }));
      } catch (RuntimeException e) {
        if (!databaseIsAway(e) || System.nanoTime() - deadline >= 0) {
          throw e;
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  /** Whether trying the same again may help. */
  static boolean databaseIsAway(RuntimeException failure) {
    if (ProgramLimits.isOneReached(failure)) {
      return false;
    }
    return failure instanceof TransientDataAccessException
        || failure instanceof DataAccessResourceFailureException
        || failure instanceof RecoverableDataAccessException
        || failure instanceof CannotCreateTransactionException
        || failure instanceof TransactionSystemException;
  }

  private static void log(Claimed item, Ending ending) {
    switch (ending) {
      case Ending.Failed(Item.Failure failure) -> failed(item, failure);
      case Ending.RefusedAll(Item.Failure failure) -> failed(item, failure);
      case Ending.Throttled(Duration pause) ->
          log.info("Queue {} pauses for {} as its provider asks", item.queue(), pause);
      case Ending.Killed() ->
          log.warn(
              "Item {} of batch {} lost its node for the {}. time",
              item.id(),
              item.batch(),
              item.kills() + 1);
      case Ending.Retried(Duration delay) ->
          log.info("Item {} of batch {} is tried again in {}", item.id(), item.batch(), delay);
      case Ending.Succeeded succeeded -> log.trace("Item {} succeeded", item.id());
      case Ending.Moved moved -> log.trace("Item {} moved to {}", item.id(), moved.queue());
      case Ending.Waited(Duration pause) ->
          log.trace("Item {} comes again in {}", item.id(), pause);
      case Ending.Returned() -> log.debug("Item {} was given back", item.id());
    }
  }

  private static void failed(Claimed item, Item.Failure failure) {
    log.info(
        "Item {} of batch {} failed in {}: {} ({})",
        item.id(),
        item.batch(),
        item.queue(),
        failure.code(),
        failure.message());
  }
}
