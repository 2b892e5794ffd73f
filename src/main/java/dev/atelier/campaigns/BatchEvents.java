package dev.atelier.campaigns;

import dev.atelier.database.Signals;
import dev.atelier.events.EventLog;
import dev.atelier.events.EventLog.NewEvent;
import dev.atelier.jobs.Batch;
import dev.atelier.jobs.BatchListener;
import dev.atelier.jobs.Item;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps posts and batches in step with the jobs that make them, and tells of it. */
@Component
class BatchEvents implements BatchListener {

  private final BatchJobRepository batches;
  private final PostStateRepository states;
  private final PostRepository posts;
  private final Purchases purchases;
  private final Pictures pictures;
  private final EventLog events;
  private final Signals signals;
  private final JsonMapper json;

  BatchEvents(
      BatchJobRepository batches,
      PostStateRepository states,
      PostRepository posts,
      Purchases purchases,
      Pictures pictures,
      EventLog events,
      Signals signals,
      JsonMapper json) {
    this.batches = batches;
    this.states = states;
    this.posts = posts;
    this.purchases = purchases;
    this.pictures = pictures;
    this.events = events;
    this.signals = signals;
    this.json = json;
  }

  @Override
  public String kind() {
    return BatchJobs.KIND;
  }

  @Override
  public void itemEnded(Batch batch, Item item) {
    PartWork work = json.readValue(item.input(), PartWork.class);
    String id = batch.id().toString();
    batches.lock(id);
    PostStateRepository.@Nullable Change change = change(item, work);
    if (change != null && change.ends()) {
      batches.count(id, change.before(), change.after(), line(change, item, work));
    }
    events.append(id, () -> news(id, work.post()));
  }

  private PostStateRepository.@Nullable Change change(Item item, PartWork work) {
    return switch (item.state()) {
      case SUCCEEDED -> {
        PartResult result = json.readValue(String.valueOf(item.output()), PartResult.class);
        yield result.call() == null
            ? null
            : states.done(work.post(), work.part(), result.call()).orElse(null);
      }
      case FAILED ->
          states.lost(work.post(), work.part(), "failed", message(item, work)).orElse(null);
      case CANCELLED -> states.lost(work.post(), work.part(), "cancelled", null).orElse(null);
      case HELD, WAITING, RUNNING ->
          throw new IllegalStateException("Item " + item.id() + " has not ended");
    };
  }

  static String message(Item item, PartWork work) {
    Item.Failure failure = item.failure();
    return work.part().title()
        + " generation failed: "
        + (failure == null ? "cancelled" : failure.message());
  }

  private static @Nullable String line(
      PostStateRepository.Change change, Item item, PartWork work) {
    return change.after().equals(Post.FAILED)
        ? "Post %d (%s): %s"
            .formatted(
                change.position(),
                change.topic(),
                item.failure() == null ? "the other half failed" : message(item, work))
        : null;
  }

  private List<NewEvent> news(String batch, String post) {
    List<NewEvent> news = new ArrayList<>();
    posts
        .find(post)
        .ifPresent(found -> news.add(PostEvents.post(PostResponse.of(found, pictures))));
    batches.find(batch).ifPresent(found -> news.add(PostEvents.progress(found)));
    return news;
  }

  @Override
  public void batchEnded(Batch batch) {
    String id = batch.id().toString();
    purchases.abandon(batch.id().value());
    batches.lock(id);
    String reason = batch.reason();
    int cancelled = states.cancelRest(id, reason);
    batches.end(id, status(batch.state()), reason, cancelled);
    signals.send(BatchWaits.CHANNEL, id);
    events.append(id, () -> batches.find(id).stream().map(PostEvents::ended).toList());
  }

  /** Null where it depends on whether posts have failed. */
  private static @Nullable String status(Batch.State state) {
    return switch (state) {
      case CANCELLED, CANCELLING -> BatchJob.CANCELLED;
      case FAILED -> BatchJob.FAILED;
      case ACTIVE, PAUSED, COMPLETED -> null;
    };
  }
}
