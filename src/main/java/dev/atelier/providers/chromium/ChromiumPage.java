package dev.atelier.providers.chromium;

import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Output;
import dev.atelier.providers.PageRenderer.Page;
import dev.atelier.providers.PageRenderer.Picture;
import dev.atelier.providers.PageTexts.Misfit;
import dev.atelier.providers.ProviderException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The one page of a browser, on which one document after the other is drawn. Not thread-safe. */
final class ChromiumPage {

  private static final Duration START = Duration.ofSeconds(20);
  private static final int CAPTURE_ATTEMPTS = 3;
  private static final Duration FRAME_INTERVAL = Duration.ofMillis(10);

  /**
   * Waits for fonts and pictures, brings animations to their end and stops whatever the page still
   * tries to load. Runs although the page's own scripts are off.
   */
  private static final String SETTLE =
      """
      (() => {
        scrollTo(0, 0);
        for (const image of document.images) image.loading = 'eager';
        document.documentElement.offsetWidth;
        const pictures = Array.from(document.images, image => image.decode().catch(() => {}));
        return Promise.all([document.fonts.ready, ...pictures]).then(() => {
          for (const animation of document.getAnimations()) {
            try { animation.finish() } catch (endless) { animation.cancel() }
          }
          for (const drawing of document.getElementsByTagName('svg')) drawing.pauseAnimations?.();
        });
      })()\
      """;

  private final DevToolsPipe pipe;
  private final PageEvents events;
  private final boolean framesOnCommand;
  private final Duration resourceWait;
  private final String session;
  private final String frame;
  private int width;
  private int height;
  private int scale;
  private boolean soiled;

  private ChromiumPage(
      DevToolsPipe pipe,
      PageEvents events,
      boolean framesOnCommand,
      Duration resourceWait,
      String session,
      String frame) {
    this.pipe = pipe;
    this.events = events;
    this.framesOnCommand = framesOnCommand;
    this.resourceWait = resourceWait;
    this.session = session;
    this.frame = frame;
  }

  /**
   * Opens the page of a browser that has just been started, and waits for it.
   *
   * @param events must be what the browser's pipe reports to
   * @throws BrowserLostException when the browser does not come up
   */
  static ChromiumPage open(
      DevToolsPipe pipe,
      PageEvents events,
      BrowserExecutable.Kind kind,
      Duration resourceWait,
      boolean guarded) {
    boolean framesOnCommand = kind == BrowserExecutable.Kind.SHELL;
    String context =
        text(pipe.send(null, "Target.createBrowserContext", Map.of()), "browserContextId");
    Map<String, Object> target = new HashMap<>();
    target.put("url", "about:blank");
    target.put("browserContextId", context);
    if (framesOnCommand) {
      target.put("enableBeginFrameControl", true);
    }
    String id = text(pipe.send(null, "Target.createTarget", target), "targetId");
    String session =
        text(
            pipe.send(null, "Target.attachToTarget", Map.of("targetId", id, "flatten", true)),
            "sessionId");
    if (guarded) {
      pipe.send(session, "Emulation.setScriptExecutionDisabled", Map.of("value", true));
      pipe.send(session, "Fetch.enable", Map.of("patterns", List.of(Map.of("urlPattern", "*"))));
    }
    // What is printed is drawn as it looks on a screen too.
    pipe.send(session, "Emulation.setEmulatedMedia", Map.of("media", "screen"));
    pipe.send(session, "Page.setFontFamilies", Map.of("fontFamilies", FontFolder.GENERIC_FAMILIES));
    pipe.send(session, "Inspector.enable", Map.of());
    pipe.send(session, "Page.enable", Map.of());
    JsonNode tree = await(pipe.send(session, "Page.getFrameTree", Map.of()), START).json();
    String frame = tree.at("/result/frameTree/frame/id").asString();
    return new ChromiumPage(pipe, events, framesOnCommand, resourceWait, session, frame);
  }

  /**
   * Draws a page.
   *
   * @throws BrowserLostException when the browser dies or fails; it must not be used again
   */
  Picture draw(Page page) {
    String html = load(page);
    Optional<List<String>> cut =
        PageScript.fits(html)
            ? PageScript.cut(await(evaluate(PageScript.fitting())))
            : Optional.of(List.of());
    byte[] bytes = capture(page);
    int blocked = events.blocked();
    if (PageDocument.leavesTraces(html)) {
      clean();
    }
    PictureSize size = PictureSize.of(bytes, page.output().format());
    PictureSize wanted = PictureSize.wanted(page);
    if (!wanted.equals(size)) {
      throw new BrowserLostException(
          "The picture has the size %s instead of %s".formatted(size, wanted), null);
    }
    return new Picture(
        bytes, page.output().format(), blocked, cut.orElse(List.of()), cut.isPresent());
  }

  /**
   * Lays a page out for each row.
   *
   * @throws BrowserLostException when the browser dies or fails; it must not be used again
   * @throws ProviderException rejected when the page keeps its texts from being measured
   */
  List<Misfit> misfits(Page page, List<List<String>> rows) {
    String html = load(page);
    DevToolsMessage measured = await(evaluate(PageScript.measuring(rows)));
    if (framesOnCommand) {
      // A page that never had a frame would keep the next one waiting for its picture.
      await(command("HeadlessExperimental.beginFrame", Map.of()));
    }
    if (PageDocument.leavesTraces(html)) {
      clean();
    }
    return PageScript.misfits(measured);
  }

  private String load(Page page) {
    awaitCleaning();
    events.begin();
    resize(page);
    String html = PageDocument.of(page);
    command("Page.setDocumentContent", Map.of("frameId", frame, "html", html));
    settle();
    return html;
  }

  /** Begins to replace the document by a new one; setting its content anew would keep its rules. */
  private void clean() {
    events.begin();
    command("Page.navigate", Map.of("url", "about:blank"));
    soiled = true;
  }

  private void awaitCleaning() {
    if (soiled) {
      await(events.loaded(), START);
      soiled = false;
    }
  }

  private void resize(Page page) {
    int newScale = page.output().scale();
    if (page.width() == width && page.height() == height && newScale == scale) {
      return;
    }
    width = page.width();
    height = page.height();
    scale = newScale;
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", false));
  }

  /** Waits until the page is complete, or has had its time. */
  private void settle() {
    long end = System.nanoTime() + resourceWait.toNanos();
    boolean complete = within(end, evaluate(SETTLE));
    if (complete && !events.loaded().isDone()) {
      complete = within(end, events.loaded()) && within(end, evaluate(SETTLE));
    }
    if (!complete) {
      command("Page.stopLoading", Map.of());
    }
  }

  private CompletableFuture<DevToolsMessage> evaluate(String expression) {
    return command("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true));
  }

  private byte[] capture(Page page) {
    for (int attempt = 1; attempt <= CAPTURE_ATTEMPTS; attempt++) {
      byte @Nullable [] bytes = captureOnce(page);
      if (bytes != null) {
        return bytes;
      }
    }
    throw new BrowserLostException("The browser gives no picture", null);
  }

  private byte @Nullable [] captureOnce(Page page) {
    Output output = page.output();
    if (output.format() == Format.PDF) {
      byte @Nullable [] pdf = await(command("Page.printToPDF", Printing.of(page))).picture();
      if (pdf != null) {
        Printing.trim(pdf, page);
      }
      return pdf;
    }
    if (!framesOnCommand) {
      return screenshot(output);
    }
    return output.scale() == 1 ? frame(output) : scaledFrame(output);
  }

  private byte @Nullable [] frame(Output output) {
    return await(command("HeadlessExperimental.beginFrame", Map.of("screenshot", picture(output))))
        .picture();
  }

  /** A frame's own picture knows no scale; a screenshot does, and waits for frames. */
  private byte @Nullable [] scaledFrame(Output output) {
    CompletableFuture<DevToolsMessage> shot = command("Page.captureScreenshot", picture(output));
    do {
      await(command("HeadlessExperimental.beginFrame", Map.of()));
    } while (!within(System.nanoTime() + FRAME_INTERVAL.toNanos(), shot));
    return await(shot).picture();
  }

  private byte @Nullable [] screenshot(Output output) {
    return await(command("Page.captureScreenshot", picture(output))).picture();
  }

  private static Map<String, Object> picture(Output output) {
    String name = output.format().name().toLowerCase(Locale.ROOT);
    return output.format().lossy()
        ? Map.of("format", name, "quality", output.quality(), "optimizeForSpeed", true)
        : Map.of("format", name, "optimizeForSpeed", true);
  }

  private CompletableFuture<DevToolsMessage> command(String method, Map<String, ?> parameters) {
    return pipe.send(session, method, parameters);
  }

  private static String text(CompletableFuture<DevToolsMessage> answer, String field) {
    return await(answer, START).json().path("result").path(field).asString();
  }

  /** Waits as long as it takes: whoever watches the browser ends it when it takes too long. */
  private static <T> T await(CompletableFuture<T> answer) {
    return await(answer, Duration.ofDays(1));
  }

  private static <T> T await(CompletableFuture<T> answer, Duration timeout) {
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrowserLostException("Interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new BrowserLostException("No answer from the browser", e);
    }
  }

  private static boolean within(long end, CompletableFuture<?> future) {
    try {
      future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrowserLostException("Interrupted", e);
    } catch (ExecutionException e) {
      throw new BrowserLostException("No answer from the browser", e);
    }
  }
}
