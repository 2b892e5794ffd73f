package dev.atelier.jobs;

import dev.atelier.database.Signals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Passes signals on to the lanes they are meant for. */
@Component
class Wakeups {

  private final Signals signals;
  private final Queues queues;
  private Signals.@Nullable Subscription subscription;

  Wakeups(Signals signals, Queues queues) {
    this.signals = signals;
    this.queues = queues;
  }

  /**
   * Listens.
   *
   * @param check looks for lanes to be had
   */
  void open(Runnable check) {
    subscription = signals.receive(ItemEndings.CHANNEL, payload -> receive(payload, check));
  }

  private void receive(String payload, Runnable check) {
    WorkQueue queue = queues.all().get(payload);
    if (queue != null) {
      queue.ring(1);
      return;
    }
    check.run();
    if (payload.isEmpty()) {
      queues.all().values().forEach(each -> each.ring(1));
    }
  }

  void ringAll() {
    queues.all().values().forEach(queue -> queue.ring(queue.count()));
  }

  void sendLanes() {
    signals.send(ItemEndings.CHANNEL, LaneScheduler.LANES);
  }

  void close() {
    Signals.Subscription open = subscription;
    if (open != null) {
      open.close();
      subscription = null;
    }
  }
}
