package dev.atelier.events;

import dev.atelier.identity.Caller;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Server-sent event streams over the log: replay, then live, from whichever node the event was
 * written on.
 *
 * <p>Thread-safe. An open stream holds no database connection and no thread.
 */
public interface EventStreams {

  /**
   * Opens a stream.
   *
   * @throws dev.atelier.http.Problem 429 when the caller already has as many streams open as
   *     allowed
   */
  SseEmitter open(Caller caller, Subscription subscription);

  /** How many streams are open on this node. */
  int count();

  /**
   * What a stream sends.
   *
   * @param lastEventId the {@code Last-Event-ID} header; null or unreadable replays from the start
   * @param greeting events sent first, without an id, given the sequence the replay starts after
   * @param last types after which the stream ends
   */
  record Subscription(
      String topic,
      @Nullable String lastEventId,
      LongFunction<List<EventLog.NewEvent>> greeting,
      Set<String> last) {

    public Subscription {
      last = Set.copyOf(last);
    }
  }
}
