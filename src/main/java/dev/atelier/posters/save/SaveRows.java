package dev.atelier.posters.save;

import dev.atelier.jobs.Batch;
import dev.atelier.jobs.Item;
import dev.atelier.posters.save.SaveEvents.NotSaved;
import dev.atelier.posters.save.SaveEvents.Saved;
import dev.atelier.providers.PosterTarget;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads a poster's item: what was to be saved, and what came of it. */
@Component
class SaveRows {

  private static final Set<String> CODES =
      Set.of(NewSaves.MISSING, PosterTarget.REFUSED, PosterTarget.BROKEN);

  private final JsonMapper json;

  SaveRows(JsonMapper json) {
    this.json = json;
  }

  SavePoster poster(Item item) {
    return json.readValue(item.input(), SavePoster.class);
  }

  /** What became of the poster; null unless it is saved. */
  @Nullable HandedOver handedOver(Item item) {
    String output = item.output();
    return item.state() == Item.State.SUCCEEDED && output != null
        ? json.readValue(output, HandedOver.class)
        : null;
  }

  static String username(Item item) {
    String label = item.label();
    return label == null ? "row_" + item.position() : label;
  }

  Saved saved(Item item) {
    SavePoster poster = poster(item);
    return new Saved(username(item), poster.userId(), poster.url(), true);
  }

  NotSaved notSaved(Item item) {
    return new NotSaved(username(item), poster(item).userId(), error(item));
  }

  static String error(Item item) {
    Item.Failure failure = item.failure();
    return failure == null ? "Cancelled" : failure.message();
  }

  /** Why a poster was not saved, in the words that existing clients know. */
  static String code(Item.Failure failure) {
    return CODES.contains(failure.code()) ? failure.code() : PosterTarget.BROKEN;
  }

  /**
   * How a save stands, in the words that existing clients know. One in which nothing was saved has
   * not completed, whatever the batch says.
   */
  static String status(Batch batch, Batch.Progress progress) {
    if (!batch.state().ended()) {
      return "processing";
    }
    boolean nothing = progress.succeeded() == 0 && progress.total() > 0;
    return batch.state() != Batch.State.COMPLETED || nothing ? "failed" : "completed";
  }
}
