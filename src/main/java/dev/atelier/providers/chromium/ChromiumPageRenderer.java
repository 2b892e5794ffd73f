package dev.atelier.providers.chromium;

import dev.atelier.providers.PageRenderer;
import dev.atelier.providers.PageTexts.Misfit;
import dev.atelier.providers.ProviderException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws pages with a fixed number of warm browsers, one page each. */
final class ChromiumPageRenderer implements PageRenderer, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ChromiumPageRenderer.class);

  private static final int MAX_SIDE = 10_000;
  private static final int MAX_BYTES = 25 * 1024 * 1024;

  private final ChromiumLauncher launcher;
  private final Watchdog watchdog;
  private final List<BrowserSlot> slots = new ArrayList<>();
  private final BlockingQueue<BrowserSlot> free = new LinkedBlockingQueue<>();
  private volatile boolean closed;

  /** Starts the browsers in the background. */
  ChromiumPageRenderer(ChromiumLauncher launcher, RendererProperties properties) {
    this.launcher = launcher;
    this.watchdog = new Watchdog(properties.timeout());
    for (int i = 0; i < properties.processes(); i++) {
      BrowserSlot slot = new BrowserSlot(launcher, watchdog, properties);
      slots.add(slot);
      inBackground("chromium-start", slot, slot::ready);
    }
  }

  @Override
  public Picture render(Page page) {
    return use(page, browser -> browser.draw(page));
  }

  /** Lays a page out for each row. */
  List<Misfit> misfits(Page page, List<List<String>> rows) {
    return use(page, browser -> browser.misfits(page, rows));
  }

  @Override
  public int capacity() {
    return slots.size();
  }

  @Override
  public void close() throws Exception {
    closed = true;
    watchdog.close();
    slots.forEach(BrowserSlot::close);
    launcher.close();
  }

  private static void check(Page page) {
    int most = MAX_SIDE / page.output().scale();
    if (page.width() < 1 || page.height() < 1 || page.width() > most || page.height() > most) {
      throw new IllegalArgumentException("Not a size: " + page.width() + " × " + page.height());
    }
    if (bytes(page.html()) > MAX_BYTES) {
      throw ProviderException.rejected(
          "page_too_large",
          "The page has more than %d MB with its pictures".formatted(MAX_BYTES / (1024 * 1024)));
    }
  }

  /** Length in UTF-8; encoded only when the number of characters leaves a doubt. */
  private static long bytes(String html) {
    boolean doubtful = html.length() > MAX_BYTES / 3 && html.length() <= MAX_BYTES;
    return doubtful ? html.getBytes(StandardCharsets.UTF_8).length : html.length();
  }

  private <T> T use(Page page, Function<ChromiumPage, T> work) {
    check(page);
    BrowserSlot slot = take();
    try {
      return workTwice(slot, page, work);
    } finally {
      giveBack(slot);
    }
  }

  private <T> T workTwice(BrowserSlot slot, Page page, Function<ChromiumPage, T> work) {
    try {
      return slot.use(page, work);
    } catch (BrowserLostException first) {
      refuseWhenStopping(first);
      log.warn("A browser was lost, its page is drawn again by a fresh one: {}", reason(first));
      try {
        return slot.use(page, work);
      } catch (BrowserLostException second) {
        throw ProviderException.unavailable(
            "renderer_failed", "The page could not be drawn: " + reason(second), second);
      }
    }
  }

  private void refuseWhenStopping(BrowserLostException lost) {
    if (closed || Thread.currentThread().isInterrupted()) {
      throw ProviderException.unavailable("renderer_stopped", "The renderer is stopping", lost);
    }
  }

  private static String reason(BrowserLostException lost) {
    Throwable cause = lost;
    while (cause.getCause() instanceof Exception deeper) {
      cause = deeper;
    }
    return cause == lost ? String.valueOf(lost.getMessage()) : lost.getMessage() + ": " + cause;
  }

  private BrowserSlot take() {
    try {
      BrowserSlot slot = free.take();
      if (closed) {
        free.add(slot);
        throw ProviderException.unavailable("renderer_stopped", "The renderer is stopping", null);
      }
      return slot;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProviderException.unavailable("renderer_stopped", "The renderer is stopping", e);
    }
  }

  private void giveBack(BrowserSlot slot) {
    if (closed) {
      slot.close();
      free.add(slot);
    } else if (slot.worn()) {
      inBackground("chromium-renew", slot, slot::renew);
    } else {
      free.add(slot);
    }
  }

  /** Does the work and then frees the slot, whether it went well or not: the next page tries. */
  private void inBackground(String name, BrowserSlot slot, Runnable work) {
    Thread.ofPlatform()
        .daemon()
        .name(name)
        .start(() -> {
          try {
            work.run();
          } catch (BrowserLostException e) {
            log.warn("A browser did not start, the next page tries again: {}", reason(e));
          } finally {
            free.add(slot);
          }
          if (closed) {
            slot.close();
          }
        });
  }
}
