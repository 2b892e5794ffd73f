package dev.atelier.videos.generation;

import dev.atelier.jobs.Batch;
import dev.atelier.jobs.BatchListener;
import dev.atelier.jobs.Item;
import org.springframework.stereotype.Component;

/** Ends a generation that the job engine gave up, for whatever reason. */
@Component
class GenerationEnds implements BatchListener {

  private final GenerationRepository generations;
  private final GenerationQueue queue;

  GenerationEnds(GenerationRepository generations, GenerationQueue queue) {
    this.generations = generations;
    this.queue = queue;
  }

  @Override
  public String kind() {
    return GenerationQueue.KIND;
  }

  @Override
  public void itemEnded(Batch batch, Item item) {
    if (item.state() == Item.State.SUCCEEDED) {
      return;
    }
    Item.Failure failure = item.failure();
    generations
        .of(batch.id())
        .filter(Generation::running)
        .ifPresent(generation ->
            queue.fail(generation, failure == null ? "Cancelled" : failure.message()));
  }
}
