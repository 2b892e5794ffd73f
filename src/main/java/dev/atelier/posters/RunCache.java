package dev.atelier.posters;

import dev.atelier.jobs.BatchId;
import dev.atelier.posters.library.OwnAssets;
import dev.atelier.posters.library.TemplateAssets;
import dev.atelier.posters.template.PosterTemplate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The runs that this node works on, with their templates compiled. A run changes only together with
 * the revision of its batch, and only while nobody works on it.
 */
@Component
class RunCache {

  /** Characters of templates, as given; compiled they take some times that. */
  private static final long CAPACITY = 8_000_000;

  private final PosterRunRepository repository;
  private final OwnAssets assets;
  private final RunOptionsRepository options;
  private final Map<BatchId, Cached> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long held;

  RunCache(PosterRunRepository repository, OwnAssets assets, RunOptionsRepository options) {
    this.repository = repository;
    this.assets = assets;
    this.options = options;
  }

  /**
   * A run.
   *
   * @param revision the least that its batch had when it was read
   */
  record Cached(
      PosterRun run,
      PosterTemplate template,
      TemplateAssets assets,
      RunOptions options,
      int revision) {

    int length() {
      String logo = options.logo();
      return run.template().length() + (logo == null ? 0 : logo.length());
    }
  }

  Cached get(BatchId batch, int revision) {
    synchronized (entries) {
      Cached cached = entries.get(batch);
      if (cached != null && cached.revision() >= revision) {
        return cached;
      }
    }
    PosterRun run =
        repository
            .findByBatch(batch)
            .orElseThrow(() -> new IllegalStateException("No run for batch " + batch));
    Cached loaded =
        new Cached(
            run,
            PosterTemplate.compile(run.template(), Placeholders.of(run.columns(), run.template())),
            assets.of(run.owner(), run.template(), run.templateAt()),
            options.find(run.id()),
            revision);
    synchronized (entries) {
      keep(batch, loaded);
    }
    return loaded;
  }

  /** Lets go of what was not used for longest, but never of the newest. */
  private void keep(BatchId batch, Cached loaded) {
    Cached before = entries.put(batch, loaded);
    held += loaded.length();
    held -= before == null ? 0 : before.length();
    Iterator<Cached> eldest = entries.values().iterator();
    while (held > CAPACITY && entries.size() > 1) {
      held -= eldest.next().length();
      eldest.remove();
    }
  }
}
