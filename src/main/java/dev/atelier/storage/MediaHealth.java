package dev.atelier.storage;

import dev.atelier.http.HealthDetail;
import dev.atelier.providers.ObjectStore;
import dev.atelier.providers.ProviderException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks a bucket every few seconds whether it is there, so that nobody has to wait for the answer.
 */
@Component
class MediaHealth implements HealthDetail, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MediaHealth.class);
  private static final int SECONDS = 5;

  private final ObjectStore store;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("media-health").factory());
  private volatile boolean reachable = true;

  MediaHealth(ObjectStore store) {
    this.store = store;
    if (!store.bucket().isEmpty()) {
      clock.scheduleWithFixedDelay(this::ask, 0, SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public Map<String, Object> members() {
    return Map.of(
        "s3_bucket",
        store.bucket(),
        "s3_configured",
        !store.bucket().isEmpty(),
        "storage",
        reachable);
  }

  @Override
  public boolean isDegraded() {
    return !reachable;
  }

  private void ask() {
    try {
      store.check();
      if (!reachable) {
        LOG.warn("The object store is back");
      }
      reachable = true;
    } catch (ProviderException e) {
      if (reachable) {
        LOG.warn("What is made waits for the object store: {}", e.getMessage());
      }
      reachable = false;
    } catch (RuntimeException e) {
      LOG.error("The object store cannot be asked", e);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
