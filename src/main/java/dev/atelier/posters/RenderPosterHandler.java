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
import tools.jackson.databind.json.JsonMapper;

/** Draws a row's poster and stores it. */
@Component
class RenderPosterHandler implements JobHandler<PosterRow> {

  static final String QUEUE = "posters.render";

  private static final Logger LOG = LoggerFactory.getLogger(RenderPosterHandler.class);

  /** After this many attempts a picture that cannot be fetched no longer holds the poster up. */
  private static final int MAX_PATIENT_ATTEMPTS = 3;

  private static final int MAX_BLANK_ATTEMPTS = 2;

  private final RunCache runs;
  private final RowProfileRepository profiles;
  private final PosterComposer composer;
  private final PageRenderer renderer;
  private final Media media;
  private final Jobs jobs;
  private final PosterRows rows;
  private final PosterProperties properties;
  private final OldPictureRepository oldPictures;
  private final JsonMapper json;

  RenderPosterHandler(
      RunCache runs,
      RowProfileRepository profiles,
      PosterComposer composer,
      PageRenderer renderer,
      Media media,
      @Lazy Jobs jobs,
      PosterRows rows,
      PosterProperties properties,
      OldPictureRepository oldPictures,
      JsonMapper json) {
    this.runs = runs;
    this.profiles = profiles;
    this.composer = composer;
    this.renderer = renderer;
    this.media = media;
    this.jobs = jobs;
    this.rows = rows;
    this.properties = properties;
    this.oldPictures = oldPictures;
    this.json = json;
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
    String before = work.revision() == 0 ? null : lastPicture(work, key);
    Drawing drawing = draw(work, run, page, key);
    List<PosterRun.Warning> warnings = new ArrayList<>(composition.warnings());
    warnings.addAll(drawing.warnings());
    return new Outcome.Done(
        new RenderedPoster(
            key.value(),
            profile == null ? row.userId() : profile.userId(),
            row.username().isEmpty() && profile != null ? profile.username() : row.username(),
            composition.displayName(),
            composition.profile(),
            profile != null,
            drawing.blocked(),
            warnings),
        () -> oldPictures.add(before == null ? List.of() : List.of(before)));
  }

  /** Draws the page, unless that was done before a crash, a change or an outage of the store. */
  private Drawing draw(Work<PosterRow> work, PosterRun run, Page page, MediaKey key) {
    String type = run.format().contentType();
    Media.Stored stored = media.finish(key, run.owner(), type).orElse(null);
    if (stored == null) {
      Picture picture = renderer.render(page);
      if (BlankPicture.is(picture, page)) {
        throw blank(work.attempt());
      }
      String note = json.writeValueAsString(Drawing.of(picture));
      stored = media.keep(key, run.owner(), type, picture.bytes(), note);
      LOG.debug("Stored poster {}", key);
    }
    String note = stored.note();
    return note == null ? new Drawing(0, List.of(), true) : json.readValue(note, Drawing.class);
  }

  /** Once it may be the browser's fault. */
  private static ProviderException blank(int attempt) {
    String message = "The poster shows nothing: all of it has one colour";
    return attempt < MAX_BLANK_ATTEMPTS
        ? ProviderException.unavailable("blank_picture", message, null)
        : ProviderException.rejected("blank_picture", message);
  }

  private @Nullable Profile profile(PosterRun run, PosterRow row) {
    return profiles.find(run.id(), row.lookupKey()).orElse(null);
  }

  /**
   * The picture that the row has shown until now, if it is another.
   *
   * @throws ProviderException when the row's picture, of an earlier change, is just being removed
   */
  private @Nullable String lastPicture(Work<PosterRow> work, MediaKey key) {
    if (!oldPictures.takeBack(key)) {
      throw ProviderException.unavailable(
          "picture_going", "The picture that this row had before is being removed", null);
    }
    return jobs.item(work.item())
        .map(rows::lastPoster)
        .map(RenderedPoster::media)
        .filter(last -> !last.equals(key.value()))
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
