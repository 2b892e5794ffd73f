package dev.atelier.jobs;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The queues this application has handlers for. Looks the handlers up on first use, as they may
 * themselves need {@link Jobs}.
 */
@Component
class Queues {

  private final ObjectProvider<JobHandler<?>> handlers;
  private @Nullable Map<String, WorkQueue> queues;

  Queues(ObjectProvider<JobHandler<?>> handlers) {
    this.handlers = handlers;
  }

  /** All queues by name. */
  synchronized Map<String, WorkQueue> all() {
    Map<String, WorkQueue> known = queues;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (JobHandler<?> handler : handlers) {
        if (known.put(handler.queue(), new WorkQueue(handler)) != null) {
          throw new IllegalStateException("Two handlers for the queue " + handler.queue());
        }
      }
      queues = known;
    }
    return known;
  }

  /** Refuses the name of a queue that nobody works on, where items would wait for ever. */
  void requireKnown(String queue) {
    if (!all().containsKey(queue)) {
      throw new IllegalArgumentException("No handler for the queue " + queue);
    }
  }
}
