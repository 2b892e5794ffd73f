package dev.atelier.posters;

import dev.atelier.jobs.JobHandler;
import dev.atelier.jobs.Jobs;
import dev.atelier.posters.PosterComposer.Composition;
import dev.atelier.providers.PageRenderer;
import dev.atelier.providers.PageRenderer.Page;
import dev.atelier.providers.PageRenderer.Picture;
import dev.atelier.providers.ProfileDirectory.Profile;
import dev.atelier.providers.ProviderException;
import dev.atelier.storage.Media;
import dev.atelier.storage.MediaKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Draws a row's poster and stores it. */
@Component
class RenderPosterHandler implements JobHandler<PosterRow> {

  static final String QUEUE = "posters.render";

  private static final Logger LOG = LoggerFactory.getLogger(RenderPosterHandler.class);

  /** After this many attempts a picture that cannot be fetched no longer holds the poster up. */
  private static final int MAX_PATIENT_ATTEMPTS = 3;

  private final RunCache runs;
  private final RowProfileRepository profiles;
  private final PosterComposer composer;
  private final PageRenderer renderer;
  private final Media media;
  private final Jobs jobs;
  private final PosterRows rows;
  private final PosterProperties properties;

  RenderPosterHandler(
      RunCache runs,
      RowProfileRepository profiles,
      PosterComposer composer,
      PageRenderer renderer,
      Media media,
      @Lazy Jobs jobs,
      PosterRows rows,
      PosterProperties properties) {
    this.runs = runs;
    this.profiles = profiles;
    this.composer = composer;
    this.renderer = renderer;
    this.media = media;
    this.jobs = jobs;
    this.rows = rows;
    this.properties = properties;
  }

  @Override
  public String queue() {
    return QUEUE;
  }

  @Override
  public Class<PosterRow> inputType() {
    return PosterRow.class;
  }

  @Override
  public Lanes lanes() {
    return new Lanes.PerNode(renderer.capacity() * properties.lanesPerBrowser());
  }

  @Override
  public Outcome run(Work<PosterRow> work) {
    PosterRow row = work.input();
    PosterRow.RowError error = row.error();
    if (error != null) {
      throw ProviderException.rejected(error.code(), error.message());
    }
    RunCache.Cached cached = runs.get(work.batch(), work.revision());
    PosterRun run = cached.run();
    Profile profile = row.userId() == null ? profile(run, row) : null;
    Composition composition =
        composer.compose(
            cached.template(),
            cached.assets(),
            row,
            profile,
            work.attempt() < MAX_PATIENT_ATTEMPTS,
            cached.options(),
            run.posterSize());
    Page page = run.page(composition.html());
    MediaKey key = key(work, page);
    List<PosterRun.Warning> warnings = new ArrayList<>(composition.warnings());
    int blocked = 0;
    // Drawn before a crash or a change, or while the object store was away: not drawn twice.
    if (media.finish(key, run.owner(), run.format().contentType()).isEmpty()) {
      Picture picture = renderer.render(page);
      media.keep(key, run.owner(), run.format().contentType(), picture.bytes());
      LOG.debug("Stored poster {}", key);
      blocked = picture.blockedRequests();
      warnings.addAll(PosterRun.Warning.ofCut(picture.cut()));
    } else {
      RenderedPoster before = drawnBefore(work, key);
      blocked = before == null ? 0 : before.blockedRequests();
      warnings.addAll(before == null ? List.of() : before.cutTexts());
    }
    if (blocked > 0) {
      warnings.add(
          new PosterRun.Warning(
              "blocked_resources", blocked + " resources that the template names were not loaded"));
    }
    return new Outcome.Done(
        new RenderedPoster(
            key.value(),
            profile == null ? row.userId() : profile.userId(),
            row.username().isEmpty() && profile != null ? profile.username() : row.username(),
            composition.displayName(),
            composition.profile(),
            profile != null,
            blocked,
            warnings));
  }

  private @Nullable Profile profile(PosterRun run, PosterRow row) {
    return profiles.find(run.id(), row.lookupKey()).orElse(null);
  }

  /** The row's earlier result with the same picture, where there is one. */
  private @Nullable RenderedPoster drawnBefore(Work<PosterRow> work, MediaKey key) {
    return jobs.item(work.item())
        .map(rows::lastPoster)
        .filter(poster -> poster.media().equals(key.value()))
        .orElse(null);
  }

  /** A picture has a key of its own, so that the one before is there until nobody needs it. */
  private static MediaKey key(Work<PosterRow> work, Page page) {
    return new MediaKey(
        "posters/%s/%s-%s.%s"
            .formatted(
                work.batch(), work.item(), PageHash.of(page), page.output().format().extension()));
  }
}
