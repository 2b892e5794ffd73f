package dev.atelier.campaigns;

import dev.atelier.campaigns.BudgetRepository.BatchPurse;
import dev.atelier.campaigns.BudgetRepository.Purse;
import dev.atelier.campaigns.CallRepository.NewCall;
import dev.atelier.campaigns.CallRepository.Settlement;
import dev.atelier.jobs.JobHandler.Work;
import dev.atelier.providers.Prompt;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.ProviderException.Reason;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Buys calls: the money is set aside and the call is in the journal before it is made, and both are
 * settled after it. So no call is made that the budgets do not bear, however many are under way,
 * and a crash in the middle is known of.
 */
@Component
class Purchases {

  /** So often a call whose outcome a crash has hidden is made for one item. */
  private static final int MAX_UNKNOWN = 2;

  private static final Logger log = LoggerFactory.getLogger(Purchases.class);

  private final CallRepository calls;
  private final BudgetRepository budgets;
  private final PostStateRepository posts;
  private final CampaignProperties properties;
  private final TransactionTemplate transactions;
  private final JsonMapper json;

  Purchases(
      CallRepository calls,
      BudgetRepository budgets,
      PostStateRepository posts,
      CampaignProperties properties,
      TransactionTemplate transactions,
      JsonMapper json) {
    this.calls = calls;
    this.budgets = budgets;
    this.posts = posts;
    this.properties = properties;
    this.transactions = transactions;
    this.json = json;
  }

  /**
   * A call to make.
   *
   * @param most millionths of a dollar that it can cost
   */
  record Order(Work<PartWork> work, Prompt prompt, String model, boolean offline, long most) {}

  /**
   * Allows a call and writes it down.
   *
   * @return the call's id; null when it must not be made now: the batch is being stopped, or calls
   *     under way may leave too little money
   * @throws ProviderException refusing all when a budget does not bear the call
   */
  @Nullable UUID begin(Order order, Brief brief) {
    LocalDate day = budgets.today();
    UUID id =
        transactions.execute(status -> {
          UUID begun = begin(order, brief, day);
          if (begun == null) {
            status.setRollbackOnly();
          }
          return begun;
        });
    if (id == null) {
      refuseIfSpent(order, brief, day);
    }
    return id;
  }

  private @Nullable UUID begin(Order order, Brief brief, LocalDate day) {
    Work<PartWork> work = order.work();
    if (!budgets.reserveDay(work.owner(), day, order.most(), properties.dailyMicros())
        || !budgets.reserveBatch(brief.batch(), order.most())
        || budgets.batch(brief.batch()).stopping()) {
      return null;
    }
    UUID id = UUID.randomUUID();
    calls.insert(
        new NewCall(
            id,
            work.owner(),
            brief.batch(),
            brief.post(),
            work.batch().value(),
            work.item(),
            work.input().part(),
            day,
            json.writeValueAsString(order.prompt()),
            order.model(),
            order.offline(),
            order.most()));
    if (!work.input().redo()) {
      posts.begin(brief.post());
    }
    return id;
  }

  private void refuseIfSpent(Order order, Brief brief, LocalDate day) {
    Long daily = properties.dailyMicros();
    Purse today = budgets.day(order.work().owner(), day);
    if (daily != null && today.spent() + order.most() > daily) {
      throw ProviderException.refusesAll(
          "budget_exceeded",
          "The budget of %s for today is used up; it starts anew at midnight UTC"
              .formatted(Money.shown(daily)));
    }
    BatchPurse batch = budgets.batch(brief.batch());
    Long budget = batch.budget();
    if (budget != null && batch.spent() + order.most() > budget) {
      throw ProviderException.refusesAll(
          "budget_exceeded",
          "The budget of %s for this batch is used up".formatted(Money.shown(budget)));
    }
  }

  /** Makes a call that was begun; when it fails, settles it. */
  <T> T make(UUID call, long most, Supplier<T> request) {
    try {
      return request.get();
    } catch (ProviderException e) {
      // The database would not be spoken to by an interrupted thread.
      boolean interrupted = Thread.interrupted();
      boolean perhapsPaid = interrupted || e.reason() == Reason.TIMED_OUT;
      settle(
          call,
          new Settlement(
              interrupted ? "unknown" : "failed",
              perhapsPaid ? most : 0,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              e.code(),
              e.getMessage()));
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      throw e;
    }
  }

  /** Settles a call in a transaction of its own. */
  void settle(UUID call, Settlement how) {
    transactions.executeWithoutResult(status -> settleWithin(call, how));
  }

  /** Settles a call whose picture the store does not take yet. */
  void settleAndSpool(UUID call, Settlement how, byte[] bytes, String contentType) {
    transactions.executeWithoutResult(status -> {
      settleWithin(call, how);
      calls.spool(call, bytes, contentType);
    });
  }

  /** Settles a call within the caller's transaction. */
  void settleWithin(UUID call, Settlement how) {
    calls.settle(call, how).ifPresent(settled -> budgets.settle(settled, how.cost()));
  }

  /**
   * Writes down that nobody knows what became of a call.
   *
   * @throws ProviderException rejected when that has happened once too often
   */
  void giveUp(Brief.PaidCall call, Brief brief) {
    log.warn("Call {} for post {} was interrupted; it may have been paid", call.id(), brief.post());
    settle(call.id(), unknown(call.reserved()));
    if (brief.unknownCalls() + 1 >= MAX_UNKNOWN) {
      throw ProviderException.rejected(
          "outcome_unknown",
          "The call was interrupted %d times, and may have been paid each time; it is not repeated"
              .formatted(MAX_UNKNOWN));
    }
  }

  /** Settles what is still under way for jobs that are over, within the caller's transaction. */
  void abandon(UUID jobs) {
    for (CallRepository.UnderWay call : calls.underWay(jobs)) {
      settleWithin(call.id(), unknown(call.reserved()));
    }
  }

  private static Settlement unknown(long cost) {
    return new Settlement(
        "unknown",
        cost,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "interrupted",
        "The program stopped in the middle of the call");
  }
}
