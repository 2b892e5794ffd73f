package dev.atelier.events;

import dev.atelier.database.Signals;
import dev.atelier.events.OpenStream.Start;
import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import dev.atelier.identity.Sessions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** The streams of this node, told of new events by signals and, should one get lost, by a poll. */
@Component
class LiveEventStreams implements EventStreams, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(LiveEventStreams.class);
  private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,18}");
  private static final Duration PING_CHECK = Duration.ofSeconds(1);
  private static final Duration SESSION_CHECK = Duration.ofSeconds(2);

  private final EventRepository repository;
  private final Signals signals;
  private final JsonMapper json;
  private final EventsProperties properties;
  private final Sessions sessions;
  private final OpenStreams streams;
  private volatile boolean stopping;
  private @Nullable Running running;

  LiveEventStreams(
      EventRepository repository,
      Signals signals,
      JsonMapper json,
      EventsProperties properties,
      Sessions sessions) {
    this.repository = repository;
    this.signals = signals;
    this.json = json;
    this.properties = properties;
    this.sessions = sessions;
    this.streams = new OpenStreams(new EventPages(repository), properties);
  }

  private record Running(Signals.Subscription subscription, ScheduledExecutorService timer) {}

  @Override
  public int count() {
    return streams.all().size();
  }

  @Override
  public SseEmitter open(Caller caller, Subscription subscription) {
    if (stopping) {
      throw Problem.unavailable("stopping", "This server is stopping", Duration.ofSeconds(2), null);
    }
    long asked = sequence(subscription.lastEventId());
    EventRepository.Place place = repository.place(subscription.topic(), asked);
    if (asked == place.last() && subscription.last().contains(place.type())) {
      return new NothingMore();
    }
    // An id beyond the log is one of another log.
    long after = asked > place.last() ? 0 : asked;
    Start start = new Start(greeting(subscription, after), after);
    OpenStream stream = streams.add(caller, subscription, start);
    if (stopping) {
      stream.end();
    }
    return stream.emitter();
  }

  @Override
  public synchronized void start() {
    stopping = false;
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("events-timer").factory());
    every(timer, properties.poll(), this::poll);
    every(timer, PING_CHECK, () -> streams.all().forEach(each -> each.check(properties.ping())));
    every(timer, SESSION_CHECK, this::endThoseOfWhoLeft);
    running = new Running(signals.receive(TableEventLog.CHANNEL, this::wake), timer);
  }

  @Override
  public synchronized void stop() {
    stopping = true;
    if (running != null) {
      running.subscription().close();
      running.timer().shutdownNow();
      running = null;
    }
    streams.all().forEach(OpenStream::end);
  }

  @Override
  public synchronized boolean isRunning() {
    return running != null;
  }

  /** Stops before the web server starts to wait for its open requests. */
  @Override
  public int getPhase() {
    return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
  }

  private List<Frame> greeting(Subscription subscription, long after) {
    List<Frame> frames = new ArrayList<>();
    frames.add(Frame.RETRY);
    for (EventLog.NewEvent event : subscription.greeting().apply(after)) {
      frames.add(Frame.ofGreeting(event.type(), json.writeValueAsString(event.data())));
    }
    return frames;
  }

  /** Receives a signal; an empty topic means any. */
  private void wake(String topic) {
    if (topic.isEmpty()) {
      streams.feeds().forEach(TopicFeed::wake);
      return;
    }
    TopicFeed feed = streams.feed(topic);
    if (feed != null) {
      feed.wake();
    }
  }

  private void poll() {
    List<TopicFeed> feeds = streams.feeds();
    if (feeds.isEmpty()) {
      return;
    }
    Map<String, Long> lasts =
        repository.lastSequences(feeds.stream().map(TopicFeed::topic).toList());
    feeds.forEach(feed -> feed.wakeIfBehind(lasts.getOrDefault(feed.topic(), 0L)));
  }

  private void endThoseOfWhoLeft() {
    streams.all().stream()
        .filter(stream -> sessions.isOver(stream.caller()))
        .forEach(OpenStream::end);
  }

  private static long sequence(@Nullable String lastEventId) {
    return lastEventId != null && SEQUENCE.matcher(lastEventId).matches()
        ? Long.parseLong(lastEventId)
        : 0;
  }

  private static void every(ScheduledExecutorService timer, Duration delay, Runnable task) {
    Runnable guarded =
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            log.warn("Open event streams were not checked; the next round does", e);
          }
        };
    timer.scheduleWithFixedDelay(
        guarded, delay.toMillis(), delay.toMillis(), TimeUnit.MILLISECONDS);
  }
}
