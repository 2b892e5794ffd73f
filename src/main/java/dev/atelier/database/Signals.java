package dev.atelier.database;

import java.util.function.Consumer;

/**
 * Small messages between nodes over PostgreSQL's {@code LISTEN}/{@code NOTIFY}. They only wake: a
 * signal may be lost with its connection, so a receiver also polls.
 *
 * <p>Thread-safe.
 */
public interface Signals {

  /**
   * Sends a signal when the current transaction commits, or at once without one. Every node
   * receives it, this one included; equal signals of one transaction arrive once.
   *
   * @param channel lower-case letters and underscores, at most 63
   * @param payload at most 7,900 bytes; ids, never data
   */
  void send(String channel, String payload);

  /**
   * Calls the receiver for each signal on the channel until the subscription is closed. The
   * receiver must return quickly: it runs on the one listening thread. After a lost connection it
   * is called with an empty payload, which means "anything may have happened".
   */
  Subscription receive(String channel, Consumer<String> receiver);

  /** Stops receiving when closed. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
