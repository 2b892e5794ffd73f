package dev.atelier.events;

import dev.atelier.identity.Caller;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One browser's stream. A virtual thread writes while there is something to write; at rest the
 * stream has none.
 *
 * <p>A stream starts behind and reads the log page by page. Once it has everything its feed makes
 * it live, and hands it new events into a small buffer; when that is full the stream is behind
 * again, so that a slow reader costs neither memory nor anybody else's time. A reader that takes
 * nothing at all is ended by the server's write timeout.
 *
 * <p>Thread-safe.
 */
final class OpenStream {

  /** Events that wait for a live stream's writer, at most. */
  static final int BUFFER = 64;

  private static final Logger log = LoggerFactory.getLogger(OpenStream.class);

  private enum State {
    BEHIND,
    LIVE,
    ENDING,
    CLOSED
  }

  private final Caller caller;
  private final TopicFeed feed;
  private final Set<String> last;
  private final EventEmitter emitter;
  private final Consumer<OpenStream> onClose;
  private final Deque<Frame> buffer = new ArrayDeque<>();
  private State state = State.BEHIND;
  private boolean begun;
  private long position;
  private boolean writing;
  private long restingSince = System.nanoTime();

  /**
   * @param start the frames sent first and the sequence after which the log is read
   * @param onClose called once, when the stream has ended in whatever way
   */
  OpenStream(
      Caller caller, TopicFeed feed, Start start, Set<String> last, Consumer<OpenStream> onClose) {
    this.caller = caller;
    this.feed = feed;
    this.last = last;
    this.onClose = onClose;
    this.position = start.after();
    this.emitter = new EventEmitter(text(start.greeting()), this::begin);
    emitter.onCompletion(this::close);
  }

  /** What a stream starts with. */
  record Start(List<Frame> greeting, long after) {}

  Caller caller() {
    return caller;
  }

  TopicFeed feed() {
    return feed;
  }

  EventEmitter emitter() {
    return emitter;
  }

  /** The last sequence that was sent or waits in the buffer. */
  synchronized long position() {
    return position;
  }

  /** From here on the feed hands over what is new; false when the stream has ended. */
  synchronized boolean goLive() {
    if (state == State.BEHIND) {
      state = State.LIVE;
    }
    return state == State.LIVE;
  }

  /** Hands over new events; false when the stream is not live, or not any more. */
  synchronized boolean offer(List<Frame> frames) {
    if (state != State.LIVE) {
      return false;
    }
    List<Frame> fresh = frames.stream().filter(frame -> frame.sequence() > position).toList();
    if (buffer.size() + fresh.size() > BUFFER) {
      state = State.BEHIND;
    } else if (!fresh.isEmpty()) {
      buffer.addAll(fresh);
      position = fresh.getLast().sequence();
    }
    if (!fresh.isEmpty()) {
      wakeWriter();
    }
    return state == State.LIVE;
  }

  /** Pings a stream that has been at rest this long; gives up one that was never begun. */
  void check(Duration rest) {
    boolean abandoned;
    synchronized (this) {
      if (System.nanoTime() - restingSince < rest.toNanos()) {
        return;
      }
      abandoned = !begun;
    }
    if (abandoned) {
      close();
    } else {
      ping();
    }
  }

  /** Sends a comment, unless something is being sent anyway: only a write finds a dead peer. */
  synchronized void ping() {
    if (!writing && state == State.LIVE) {
      buffer.add(Frame.PING);
      wakeWriter();
    }
  }

  /** Ends the stream after what is being written now; the browser resumes elsewhere. */
  synchronized void end() {
    if (state != State.CLOSED) {
      state = State.ENDING;
    }
    if (begun) {
      wakeWriter();
    }
  }

  private synchronized void begin() {
    if (state == State.CLOSED) {
      emitter.complete();
      return;
    }
    begun = true;
    wakeWriter();
  }

  private void close() {
    synchronized (this) {
      if (state == State.CLOSED) {
        return;
      }
      state = State.CLOSED;
      buffer.clear();
    }
    onClose.accept(this);
  }

  private void wakeWriter() {
    if (!writing) {
      writing = true;
      Thread.ofVirtual().name("events-stream").start(this::write);
    }
  }

  private void write() {
    try {
      boolean more = true;
      while (more) {
        more = step();
      }
    } catch (IOException e) {
      // The peer is gone, or reads nothing; the server ends the request.
      log.debug("A stream of topic {} broke off", feed.topic(), e);
      close();
    } catch (RuntimeException e) {
      if (!closed()) {
        log.warn("A stream of topic {} ends; its browser will resume it", feed.topic(), e);
        finish();
      }
    }
  }

  /** Sends or reads one bunch of frames; false when there is nothing to do for now. */
  private boolean step() throws IOException {
    boolean ending;
    List<Frame> frames;
    synchronized (this) {
      if (state == State.CLOSED || (state == State.LIVE && buffer.isEmpty())) {
        writing = false;
        restingSince = System.nanoTime();
        return false;
      }
      ending = state == State.ENDING;
      frames = List.copyOf(buffer);
      buffer.clear();
    }
    if (ending) {
      finish();
      return false;
    }
    return frames.isEmpty() ? catchUp() : send(frames);
  }

  private boolean catchUp() throws IOException {
    List<Frame> page = feed.page(position());
    if (page.isEmpty()) {
      feed.join(this);
      return true;
    }
    synchronized (this) {
      position = page.getLast().sequence();
    }
    return send(page);
  }

  /** Returns false when the last event of all was among them. */
  private boolean send(List<Frame> frames) throws IOException {
    for (int i = 0; i < frames.size(); i++) {
      if (frames.get(i).sequence() > 0 && last.contains(frames.get(i).type())) {
        emitter.write(text(frames.subList(0, i + 1)));
        finish();
        return false;
      }
    }
    emitter.write(text(frames));
    return true;
  }

  private void finish() {
    try {
      emitter.complete();
    } finally {
      close();
    }
  }

  private static String text(List<Frame> frames) {
    return frames.stream().map(Frame::text).collect(Collectors.joining());
  }

  private synchronized boolean closed() {
    return state == State.CLOSED;
  }
}
