package dev.atelier.videos.generation;

import dev.atelier.providers.ProviderException;
import dev.atelier.providers.ProviderException.Reason;
import dev.atelier.providers.VideoModel.Asset;
import dev.atelier.providers.VideoModel.Progress;
import dev.atelier.videos.generation.AssetFiles.Kept;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of a generation whose files are there. */
@Component
class Footage {

  private final AssetFiles files;
  private final GenerationQueue queue;
  private final JsonMapper json;

  Footage(AssetFiles files, GenerationQueue queue, JsonMapper json) {
    this.files = files;
    this.queue = queue;
    this.json = json;
  }

  /**
   * Fetches the files before the provider deletes them.
   *
   * @throws ProviderException when they cannot be had now
   */
  Filming.Next keep(Generation generation, Progress.Done done) {
    try {
      Kept kept = files.keep(generation, done);
      return new Filming.Next.Over(() -> {
        if (generation.running()) {
          queue.succeed(generation, kept);
        } else {
          queue.revive(generation, kept);
        }
      });
    } catch (ProviderException e) {
      if (e.reason() == Reason.REJECTED) {
        String reason = "The video cannot be kept: " + e.getMessage();
        return new Filming.Next.Over(() -> queue.fail(generation, reason));
      }
      throw e;
    }
  }

  /** Does what a worker outside has told. */
  Filming.Next told(Generation generation) {
    CallbackForm told =
        json.readValue(Objects.requireNonNull(generation.callback()), CallbackForm.class);
    if (!told.completed()) {
      String reason = told.reason();
      return new Filming.Next.Over(() -> queue.fail(generation, reason));
    }
    Asset video = new Asset.Link(Objects.requireNonNull(told.videoUrl()));
    Asset thumbnail = told.thumbnailUrl() == null ? null : new Asset.Link(told.thumbnailUrl());
    try {
      return keep(generation, new Progress.Done(video, thumbnail, told.durationSeconds()));
    } catch (ProviderException e) {
      if (generation.late()) {
        String reason = "The video cannot be fetched: " + e.getMessage();
        return new Filming.Next.Over(() -> queue.fail(generation, reason));
      }
      return new Filming.Next.Later(Filming.ASK_PAUSE);
    }
  }
}
