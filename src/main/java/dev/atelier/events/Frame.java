package dev.atelier.events;

/**
 * An event or a comment as it goes over the wire (HTML Living Standard, section 9.2).
 *
 * @param sequence 0 for what is not in the log
 * @param type empty for a comment
 * @param text complete, with the empty line that ends it
 */
record Frame(long sequence, String type, String text) {

  static final Frame PING = new Frame(0, "", ": ping\n\n");

  /** Tells the browser to come back this soon after the stream has ended. */
  static final Frame RETRY = new Frame(0, "", "retry: 2000\n\n");

  static Frame of(Event event) {
    return new Frame(
        event.sequence(),
        event.type(),
        "id: %d\nevent: %s\ndata: %s\n\n".formatted(event.sequence(), event.type(), event.data()));
  }

  /** An event that is not in the log, and so cannot be resumed after. */
  static Frame ofGreeting(String type, String data) {
    return new Frame(0, type, "event: %s\ndata: %s\n\n".formatted(type, data));
  }
}
