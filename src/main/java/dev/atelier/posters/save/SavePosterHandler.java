package dev.atelier.posters.save;

import dev.atelier.jobs.ItemId;
import dev.atelier.jobs.JobHandler;
import dev.atelier.providers.PosterTarget;
import dev.atelier.providers.ProviderException;
import java.time.Duration;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Hands a poster over, unless that is done. What a try reaches is kept at once, outside of the
 * item's own end, so that a crash costs at most the one call that was under way; and that call is
 * made again under the same external id.
 */
@Component
class SavePosterHandler implements JobHandler<SavePoster> {

  static final String QUEUE = "posters.save";

  /** Longer than both halves may take together. */
  private static final Duration LEASE = Duration.ofSeconds(90);

  private static final Duration LONGEST_WAIT = LEASE.plusSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final SaveTarget targets;
  private final PosterSaveRepository saves;
  private final SavedPosterRepository posters;
  private final SaveProperties properties;

  SavePosterHandler(
      SaveTarget targets,
      PosterSaveRepository saves,
      SavedPosterRepository posters,
      SaveProperties properties) {
    this.targets = targets;
    this.saves = saves;
    this.posters = posters;
    this.properties = properties;
  }

  @Override
  public String queue() {
    return QUEUE;
  }

  @Override
  public Class<SavePoster> inputType() {
    return SavePoster.class;
  }

  @Override
  public Lanes lanes() {
    return new Lanes.InAll(properties.concurrency());
  }

  @Override
  public Outcome run(Work<SavePoster> work) throws InterruptedException {
    String id = Objects.requireNonNull(work.input().externalId());
    PosterTarget target = target(work);
    SavedPoster poster = claim(id, work.item());
    if (poster.saved()) {
      return new Outcome.Done(new HandedOver(id, true));
    }
    boolean saved = false;
    try {
      target.save(poster.poster(), progress(poster));
      posters.saved(id);
      saved = true;
    } finally {
      if (!saved) {
        posters.release(id, work.item());
      }
    }
    return new Outcome.Done(new HandedOver(id, false));
  }

  private PosterTarget target(Work<SavePoster> work) {
    String ordered = saves.findByBatch(work.batch()).map(PosterSave::target).orElse("");
    return targets
        .find()
        .filter(target -> target.name().equals(ordered))
        .orElseThrow(() ->
            ProviderException.refusesAll(
                "target_changed",
                "Where posters are saved to was changed since this save was accepted; save again"));
  }

  /** Waits while another save hands the same poster over: then there is nothing left to do. */
  private SavedPoster claim(String id, ItemId item) throws InterruptedException {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (true) {
      if (find(id).saved()) {
        return find(id);
      }
      if (posters.claim(id, item, LEASE)) {
        // Read again: whoever held it may have finished in between.
        return find(id);
      }
      if (System.nanoTime() > end) {
        throw ProviderException.unavailable(
            PosterTarget.BROKEN, "Another save holds this poster and does not end", null);
      }
      Thread.sleep(PAUSE);
    }
  }

  private SavedPoster find(String id) {
    return posters
        .find(id)
        .orElseThrow(() -> new IllegalStateException("No poster was accepted as " + id));
  }

  private PosterTarget.Progress progress(SavedPoster poster) {
    return new PosterTarget.Progress() {
      @Override
      public boolean hasVideo() {
        return poster.hasVideo();
      }

      @Override
      public void videoMade() {
        posters.videoMade(poster.poster().externalId());
      }
    };
  }
}
