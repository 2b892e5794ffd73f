package dev.atelier.posters;

import dev.atelier.jobs.BatchId;
import dev.atelier.posters.template.PosterTemplate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The runs that this node works on, with their templates compiled. A run never changes. */
@Component
class RunCache {

  private static final int CAPACITY = 16;

  private final PosterRunRepository repository;
  private final Map<BatchId, Cached> entries =
      new LinkedHashMap<>(CAPACITY, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<BatchId, Cached> eldest) {
          return size() > CAPACITY;
        }
      };

  RunCache(PosterRunRepository repository) {
    this.repository = repository;
  }

  record Cached(PosterRun run, PosterTemplate template) {}

  Cached get(BatchId batch) {
    synchronized (entries) {
      Cached cached = entries.get(batch);
      if (cached != null) {
        return cached;
      }
    }
    PosterRun run =
        repository
            .findByBatch(batch)
            .orElseThrow(() -> new IllegalStateException("No run for batch " + batch));
    Cached loaded =
        new Cached(run, PosterTemplate.compile(run.template(), Placeholders.of(run.columns())));
    synchronized (entries) {
      entries.put(batch, loaded);
    }
    return loaded;
  }
}
