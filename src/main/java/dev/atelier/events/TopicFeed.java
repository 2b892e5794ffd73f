package dev.atelier.events;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the new events of one topic once for all of a node's streams on it.
 *
 * <p>Thread-safe. Never calls out with its lock held, but to its streams.
 */
final class TopicFeed {

  private static final Logger log = LoggerFactory.getLogger(TopicFeed.class);

  private final String topic;
  private final EventPages pages;
  private final Set<OpenStream> streams = new HashSet<>();
  private final Set<OpenStream> live = new HashSet<>();
  private long head;
  private boolean reading;
  private boolean again;

  TopicFeed(String topic, EventPages pages) {
    this.topic = topic;
    this.pages = pages;
  }

  String topic() {
    return topic;
  }

  synchronized void add(OpenStream stream) {
    streams.add(stream);
  }

  /** Returns whether the feed is without streams now. */
  synchronized boolean remove(OpenStream stream) {
    live.remove(stream);
    streams.remove(stream);
    return streams.isEmpty();
  }

  synchronized List<OpenStream> streams() {
    return List.copyOf(streams);
  }

  /** A page for a stream that is behind. */
  List<Frame> page(long after) {
    return pages.after(topic, after);
  }

  /**
   * Makes a stream that has all events up to its position live, unless there are newer ones
   * already; then the stream stays behind and reads on.
   */
  void join(OpenStream stream) {
    synchronized (this) {
      boolean first = live.isEmpty() && !reading;
      if (first) {
        head = stream.position();
      } else if (stream.position() < head) {
        return;
      }
      if (!streams.contains(stream) || !stream.goLive()) {
        return;
      }
      live.add(stream);
      if (!first) {
        return;
      }
    }
    // Nobody was told of what came between the stream's last read and now.
    wake();
  }

  /** Reads what is new. */
  void wake() {
    synchronized (this) {
      if (live.isEmpty()) {
        return;
      }
      if (reading) {
        again = true;
        return;
      }
      reading = true;
    }
    Thread.ofVirtual().name("events-feed").start(this::read);
  }

  /** Reads what is new if the log goes further than the live streams have been told. */
  void wakeIfBehind(long lastSequence) {
    synchronized (this) {
      if (lastSequence <= head) {
        return;
      }
    }
    wake();
  }

  private void read() {
    while (true) {
      long from;
      synchronized (this) {
        from = head;
        again = false;
      }
      List<Frame> page;
      try {
        page = pages.after(topic, from);
      } catch (RuntimeException e) {
        log.warn("New events of topic {} cannot be read; the next poll tries again", topic, e);
        synchronized (this) {
          reading = false;
        }
        return;
      }
      if (!deliver(page)) {
        return;
      }
    }
  }

  /** Returns whether there may be more to read. */
  private synchronized boolean deliver(List<Frame> page) {
    if (!page.isEmpty()) {
      head = Math.max(head, page.getLast().sequence());
      live.removeIf(stream -> !stream.offer(page));
    }
    reading = !live.isEmpty() && (again || page.size() == EventPages.SIZE);
    return reading;
  }
}
