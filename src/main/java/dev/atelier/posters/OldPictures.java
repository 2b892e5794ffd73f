package dev.atelier.posters;

import dev.atelier.providers.ProviderException;
import dev.atelier.storage.Media;
import dev.atelier.storage.MediaKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Removes the pictures that rows have shown before they were changed, a day after: until then old
 * links work, and a change that is taken back draws nothing. What is saved to somebody's account
 * stays.
 */
@Component
class OldPictures implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(OldPictures.class);
  private static final Duration INTERVAL = Duration.ofMinutes(10);
  private static final int AT_ONCE = 100;

  private final OldPictureRepository pictures;
  private final Media media;
  private @Nullable ScheduledExecutorService sweeper;

  OldPictures(OldPictureRepository pictures, Media media) {
    this.pictures = pictures;
    this.media = media;
  }

  @Override
  public void start() {
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("old-pictures").factory());
    long seconds = INTERVAL.toSeconds();
    executor.scheduleWithFixedDelay(this::sweepQuietly, seconds, seconds, TimeUnit.SECONDS);
    sweeper = executor;
  }

  @Override
  public void stop() {
    ScheduledExecutorService executor = sweeper;
    sweeper = null;
    if (executor != null) {
      executor.shutdownNow();
    }
  }

  @Override
  public boolean isRunning() {
    return sweeper != null;
  }

  private void sweepQuietly() {
    try {
      sweep();
    } catch (ProviderException | DataAccessException e) {
      LOG.warn("Old pictures could not be removed; they are next time: {}", e.getMessage());
    }
  }

  /** Removes what is due; repeatable, and on any node. */
  void sweep() {
    pictures.keepSaved();
    List<MediaKey> going;
    do {
      going = pictures.markGoing(AT_ONCE);
      going.forEach(this::remove);
    } while (going.size() == AT_ONCE);
  }

  private void remove(MediaKey key) {
    Thumbnails.key(key).ifPresent(media::delete);
    media.delete(key);
    pictures.gone(key);
    LOG.debug("Removed the old picture {}", key);
  }
}
