package dev.atelier.campaigns;

import dev.atelier.jobs.Batch;
import dev.atelier.jobs.BatchListener;
import dev.atelier.jobs.Item;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Puts what was made anew into its post; where nothing came of it the post stays as it was. */
@Component
class RedoEvents implements BatchListener {

  private final BatchJobRepository batches;
  private final PostRepository posts;
  private final PostStateRepository states;
  private final Purchases purchases;
  private final JsonMapper json;

  RedoEvents(
      BatchJobRepository batches,
      PostRepository posts,
      PostStateRepository states,
      Purchases purchases,
      JsonMapper json) {
    this.batches = batches;
    this.posts = posts;
    this.states = states;
    this.purchases = purchases;
    this.json = json;
  }

  @Override
  public String kind() {
    return Redos.KIND;
  }

  @Override
  public void itemEnded(Batch batch, Item item) {
    PartWork work = json.readValue(item.input(), PartWork.class);
    posts.find(work.post()).ifPresent(post -> batches.lock(post.batch()));
    if (item.state() != Item.State.SUCCEEDED) {
      states.endRedo(batch.id().value(), BatchEvents.message(item, work));
      return;
    }
    PartResult result = json.readValue(String.valueOf(item.output()), PartResult.class);
    if (result.call() != null) {
      states
          .done(work.post(), work.part(), result.call())
          .filter(change -> !change.before().equals(change.after()))
          .ifPresent(
              change -> batches.count(change.batch(), change.before(), change.after(), null));
    }
  }

  @Override
  public void batchEnded(Batch batch) {
    purchases.abandon(batch.id().value());
    states.endRedo(batch.id().value(), "Cancelled");
  }
}
