package dev.atelier.posters.save;

import dev.atelier.identity.UserId;
import dev.atelier.jobs.Batch;
import dev.atelier.jobs.BatchId;
import org.jspecify.annotations.Nullable;

/**
 * Posters that are saved together. How far it is stands in its batch.
 *
 * @param run the run that all of them come from; null where they come from several
 * @param campaign the name that they are saved under
 * @param target where they are saved to, as the target names itself
 */
record PosterSave(
    SaveId id, BatchId batch, UserId owner, @Nullable String run, String campaign, String target) {

  /** A save with how far it is. */
  record Status(PosterSave save, Batch batch, Batch.Progress progress) {}
}
