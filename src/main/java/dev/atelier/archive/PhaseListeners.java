package dev.atelier.archive;

import dev.atelier.events.EventLog;
import dev.atelier.jobs.Batch;
import dev.atelier.jobs.BatchListener;
import dev.atelier.jobs.Item;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Moves runs on when the batch of a phase has ended, in the transaction that ends it. */
@Configuration(proxyBeanMethods = false)
class PhaseListeners {

  private static final Logger LOG = LoggerFactory.getLogger(PhaseListeners.class);

  private static final Duration TELL_EVERY = Duration.ofSeconds(1);

  private final AtomicLong told = new AtomicLong(System.nanoTime() - TELL_EVERY.toNanos());

  /** Tells of the batches of one kind. */
  private record Listener(String kind, BiConsumer<Batch, List<Item>> items, Consumer<Batch> end)
      implements BatchListener {

    @Override
    public void itemsEnded(Batch batch, List<Item> ended) {
      items.accept(batch, ended);
    }

    @Override
    public void batchEnded(Batch batch) {
      end.accept(batch);
    }
  }

  @Bean
  BatchListener archiveListing(RunRepository runs, EventLog events) {
    return new Listener(
        Phases.LIST_KIND, (batch, items) -> failRun(runs, events, batch, items), batch -> {});
  }

  @Bean
  BatchListener archiveUsers(
      RunRepository runs, RunUserRepository users, Phases phases, EventLog events) {
    return new Listener(
        Phases.USERS_KIND,
        (batch, items) ->
            runs.ofBatch(batch.id())
                .ifPresent(run -> {
                  users.ended(run.id(), items);
                  if (isTimeToTell()) {
                    RunEvents.changed(events, run);
                  }
                }),
        batch -> {
          if (batch.state() == Batch.State.COMPLETED) {
            runs.ofBatch(batch.id()).ifPresent(run -> phases.finish(run.id()));
          }
        });
  }

  @Bean
  BatchListener archiveFinish(RunRepository runs, EventLog events) {
    return new Listener(
        Phases.FINISH_KIND,
        (batch, items) -> failRun(runs, events, batch, items),
        batch ->
            runs.ofBatch(batch.id())
                .filter(run -> batch.state() == Batch.State.COMPLETED)
                .filter(run -> run.state() != Run.State.FAILED)
                .ifPresent(run -> end(runs, events, run, Run.State.COMPLETED, null)));
  }

  /** Appending to a stream holds it until the commit, so not every user's end is told of. */
  private boolean isTimeToTell() {
    long now = System.nanoTime();
    long before = told.get();
    return now - before > TELL_EVERY.toNanos() && told.compareAndSet(before, now);
  }

  private static void failRun(RunRepository runs, EventLog events, Batch batch, List<Item> items) {
    for (Item item : items) {
      Item.Failure failure = item.failure();
      if (item.state() == Item.State.FAILED && failure != null) {
        runs.ofBatch(batch.id())
            .ifPresent(run -> end(runs, events, run, Run.State.FAILED, failure.message()));
      }
    }
  }

  private static void end(
      RunRepository runs, EventLog events, Run run, Run.State state, @Nullable String failure) {
    runs.end(run.id(), state, failure);
    LOG.info("Run {} is {}{}", run.id(), state, failure == null ? "" : ": " + failure);
    RunEvents.ended(events, run);
  }
}
