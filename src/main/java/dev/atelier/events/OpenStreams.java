package dev.atelier.events;

import dev.atelier.events.EventStreams.Subscription;
import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import dev.atelier.identity.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The open streams of a node. Thread-safe. */
final class OpenStreams {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final EventPages pages;
  private final EventsProperties properties;
  private final Map<String, TopicFeed> feeds = new HashMap<>();
  private final Map<UserId, Integer> seats = new HashMap<>();

  OpenStreams(EventPages pages, EventsProperties properties) {
    this.pages = pages;
    this.properties = properties;
  }

  /**
   * @throws Problem 429 when the caller has as many as allowed
   */
  synchronized OpenStream add(Caller caller, Subscription subscription, OpenStream.Start start) {
    int allowed =
        caller.operator() ? properties.streamsOfOperator() : properties.streamsPerCaller();
    if (seats.getOrDefault(caller.id(), 0) >= allowed) {
      // Some may be of pages that were closed; a write is the only way to find out.
      all().stream()
          .filter(stream -> stream.caller().id().equals(caller.id()))
          .forEach(OpenStream::ping);
      throw Problem.throttled(
          "too_many_streams",
          "At most %d event streams may be open at once".formatted(allowed),
          RETRY_AFTER);
    }
    TopicFeed feed =
        feeds.computeIfAbsent(subscription.topic(), topic -> new TopicFeed(topic, pages));
    OpenStream stream = new OpenStream(caller, feed, start, subscription.last(), this::remove);
    feed.add(stream);
    seats.merge(caller.id(), 1, Integer::sum);
    return stream;
  }

  synchronized @Nullable TopicFeed feed(String topic) {
    return feeds.get(topic);
  }

  synchronized List<TopicFeed> feeds() {
    return List.copyOf(feeds.values());
  }

  List<OpenStream> all() {
    return feeds().stream().flatMap(feed -> feed.streams().stream()).toList();
  }

  private synchronized void remove(OpenStream stream) {
    TopicFeed feed = stream.feed();
    if (feed.remove(stream)) {
      feeds.remove(feed.topic(), feed);
    }
    seats.computeIfPresent(stream.caller().id(), (id, count) -> count > 1 ? count - 1 : null);
  }
}
