package dev.atelier.events;

import java.util.List;
import java.util.concurrent.Semaphore;

/** Reads the log for the streams of a node, with few connections however many streams there are. */
final class EventPages {

  /** Events of one page. */
  static final int SIZE = 200;

  private static final int CONNECTIONS = 3;

  private final EventRepository repository;
  private final Semaphore connections = new Semaphore(CONNECTIONS);

  EventPages(EventRepository repository) {
    this.repository = repository;
  }

  /** The next page of a topic; one shorter than {@link #SIZE} is the last for now. */
  List<Frame> after(String topic, long sequence) {
    connections.acquireUninterruptibly();
    try {
      return repository.after(topic, sequence, SIZE).stream().map(Frame::of).toList();
    } finally {
      connections.release();
    }
  }
}
