package dev.atelier.events;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The ordered log of events of each topic.
 *
 * <p>Thread-safe.
 */
public interface EventLog {

  /**
   * Appends within the caller's transaction, which must exist; events and the change they tell of
   * commit or vanish together. Holds the topic until the transaction ends, so that sequences appear
   * in order: keep such a transaction short, and append last in it.
   *
   * @param events called once the topic is held, so that what it reads includes whatever earlier
   *     events of the topic tell of
   */
  void append(String topic, Supplier<List<NewEvent>> events);

  /** The events of a topic after a sequence, oldest first. */
  List<Event> after(String topic, long sequence, int limit);

  /**
   * Removes the events of these types, within the caller's transaction: what they told of, such as
   * an end, holds no longer. Their sequences are not given again.
   */
  void retract(String topic, Set<String> types);

  /** Removes a topic with its events, within the caller's transaction. */
  void delete(String topic);

  /**
   * An event to append.
   *
   * @param type of {@code [A-Za-z0-9_.-]}
   * @param data becomes a JSON object
   */
  record NewEvent(String type, Object data) {
    public NewEvent {
      if (!type.matches("[A-Za-z0-9_.-]{1,100}")) {
        throw new IllegalArgumentException("Not an event type: " + type);
      }
    }
  }
}
