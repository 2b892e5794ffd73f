package dev.atelier.jobs;

import dev.atelier.providers.ProviderException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** One call of a handler, which another thread may interrupt, but not a moment longer. */
final class HandlerCall {

  private static final Logger log = LoggerFactory.getLogger(HandlerCall.class);

  private final JsonMapper json;
  private final Claimed item;
  private final JobHandler.Progress progress;
  private @Nullable Thread thread;
  private boolean interrupted;

  HandlerCall(JsonMapper json, Claimed item, JobHandler.Progress progress) {
    this.json = json;
    this.item = item;
    this.progress = progress;
  }

  Ending run(JobHandler<?> handler, BooleanSupplier stopping) {
    try {
      return call(handler);
    } catch (InterruptedException | RuntimeException e) {
      // A handler may show an interruption in its own way, so what it throws then says nothing.
      if (wasInterrupted() || (e instanceof InterruptedException && stopping.getAsBoolean())) {
        return new Ending.Returned();
      }
      if (!(e instanceof ProviderException)) {
        log.error(
            "Handler of {} broke on item {} of batch {}", item.queue(), item.id(), item.batch(), e);
      }
      return FailurePolicy.decide(e, item.attempts() + 1);
    }
  }

  private <I> Ending call(JobHandler<I> handler) throws InterruptedException {
    I input = json.readValue(item.input(), handler.inputType());
    var work =
        new JobHandler.Work<>(
            item.id(),
            item.batch(),
            item.owner(),
            item.position(),
            item.label(),
            input,
            item.attempts() + 1,
            item.revision(),
            progress);
    begin();
    JobHandler.Outcome outcome;
    try {
      outcome = handler.run(work);
    } finally {
      end();
    }
    return switch (outcome) {
      case JobHandler.Outcome.Done(Object output, Runnable inTransaction) ->
          new Ending.Succeeded(json.writeValueAsString(output), inTransaction);
      case JobHandler.Outcome.Again(Duration pause) -> new Ending.Waited(pause);
      case JobHandler.Outcome.MoveTo(String queue, Runnable inTransaction) ->
          new Ending.Moved(queue, inTransaction);
    };
  }

  private synchronized void begin() {
    thread = Thread.currentThread();
  }

  private synchronized void end() {
    thread = null;
    // What follows talks to the database, which an interruption would break.
    if (Thread.interrupted()) {
      log.debug("Handler of {} was interrupted", item.queue());
    }
  }

  private synchronized boolean wasInterrupted() {
    return interrupted;
  }

  /** Interrupts the handler, if it is at work. */
  synchronized void interrupt() {
    if (thread != null) {
      interrupted = true;
      thread.interrupt();
    }
  }
}
