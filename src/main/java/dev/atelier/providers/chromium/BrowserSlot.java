package dev.atelier.providers.chromium;

import dev.atelier.providers.PageRenderer.Page;
import dev.atelier.providers.ProviderException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of one browser, which is replaced when it is lost, old or fat. Used by one thread at a
 * time.
 */
final class BrowserSlot implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BrowserSlot.class);

  /** Memory is looked up once in so many pages. */
  private static final int MEMORY_LOOK = 20;

  /** Layers, raster, readback and encoder hold a page's pixels about so many times. */
  private static final long BYTES_PER_PIXEL = 32;

  private final ChromiumLauncher launcher;
  private final Watchdog watchdog;
  private final RendererProperties properties;
  private volatile ChromiumLauncher.@Nullable Running running;
  private int drawn;

  BrowserSlot(ChromiumLauncher launcher, Watchdog watchdog, RendererProperties properties) {
    this.launcher = launcher;
    this.watchdog = watchdog;
    this.properties = properties;
  }

  /** Makes sure that a browser runs. */
  ChromiumLauncher.Running ready() {
    ChromiumLauncher.Running current = running;
    if (current == null || !current.process().alive()) {
      close();
      current = launcher.launch();
      running = current;
      drawn = 0;
    }
    return current;
  }

  /**
   * Works on a page: draws it, or measures its texts.
   *
   * @throws BrowserLostException when the browser failed and a fresh one may do better
   * @throws ProviderException rejected when the page is to blame
   */
  <T> T use(Page page, Function<ChromiumPage, T> work) {
    ChromiumLauncher.Running current = ready();
    int scale = page.output().scale();
    long pixels = (long) page.width() * page.height() * scale * scale;
    long memory = properties.maxMemory().toBytes() + BYTES_PER_PIXEL * pixels;
    Watchdog.Watch watch = watchdog.watch(current.process().tree(), memory);
    try (watch) {
      T result = work.apply(current.page());
      drawn++;
      return result;
    } catch (BrowserLostException e) {
      boolean used = drawn > 0;
      close();
      throw blame(watch.verdict(), used, e);
    }
  }

  private RuntimeException blame(
      Watchdog.@Nullable Verdict verdict, boolean used, BrowserLostException lost) {
    return switch (verdict) {
      case null -> lost;
      case HUNG -> new BrowserLostException("The browser hung", lost);
      case TOO_SLOW ->
          ProviderException.rejected(
              "render_timeout",
              "The page was not drawn within %d s".formatted(properties.timeout().toSeconds()));
      // What earlier pages left behind may have been too much: a fresh browser tells.
      case TOO_LARGE ->
          used
              ? new BrowserLostException("The browser took too much memory", lost)
              : ProviderException.rejected(
                  "page_too_large",
                  "The page takes more than %d MB of memory to draw"
                      .formatted(properties.maxMemory().toMegabytes()));
    };
  }

  /** Whether the browser has served long enough and should be replaced. */
  boolean worn() {
    ChromiumLauncher.Running current = running;
    if (current == null) {
      return true;
    }
    return drawn >= properties.recycleAfter()
        || (drawn % MEMORY_LOOK == 0
            && current.process().tree().memory() > properties.maxMemory().toBytes());
  }

  /** Replaces the browser by a fresh one. */
  void renew() {
    log.debug("Replacing a browser after {} pages", drawn);
    close();
    ready();
  }

  @Override
  public void close() {
    ChromiumLauncher.Running current = running;
    running = null;
    if (current != null) {
      current.process().close();
    }
  }
}
