package dev.atelier.providers.chromium;

import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Page;
import dev.atelier.providers.PageRenderer.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.springframework.util.unit.DataSize;

/** A renderer of its own on the machine's headless shell, for tests that may break it. */
final class TestRenderer implements AutoCloseable {

  /** Kept between runs: unpacking takes a while. */
  private static final Path UNPACKED = Path.of("target", "test-renderer").toAbsolutePath();

  final Path directory;
  private final ChromiumPageRenderer renderer;

  private TestRenderer(BrowserExecutable browser, RendererProperties properties, boolean guarded)
      throws IOException {
    this.directory = Files.createTempDirectory("atelier-renderer");
    ChromiumLauncher launcher =
        new ChromiumLauncher(
            browser,
            directory,
            FontFolder.prepare(Files.createDirectories(UNPACKED.resolve("fonts"))),
            BrowserSandbox.obstacle() == null,
            properties.resourceWait(),
            guarded);
    this.renderer = new ChromiumPageRenderer(launcher, properties);
  }

  static TestRenderer start() throws IOException {
    return start(properties(2, Duration.ofSeconds(30), 400));
  }

  static TestRenderer start(RendererProperties properties) throws IOException {
    return start(browser(), properties);
  }

  static TestRenderer start(BrowserExecutable browser, RendererProperties properties)
      throws IOException {
    return new TestRenderer(browser, properties, true);
  }

  /** The browser that the application would find on this machine. */
  static BrowserExecutable browser() throws IOException {
    return Objects.requireNonNull(new BrowserFinder(null, embedded()).find());
  }

  /** The browser that is delivered with the application. */
  static BrowserExecutable embeddedBrowser() throws IOException {
    return Objects.requireNonNull(new BrowserFinder(null, List.of(), embedded()).find());
  }

  private static Path embedded() throws IOException {
    return Files.createDirectories(UNPACKED.resolve("browser"));
  }

  /** With scripts and network, to prove that a test of the guard can fail. */
  static TestRenderer startUnguarded() throws IOException {
    return new TestRenderer(browser(), properties(1, Duration.ofSeconds(30), 400), false);
  }

  static RendererProperties properties(int browsers, Duration timeout, int recycleAfter) {
    return new RendererProperties(
        null,
        browsers,
        timeout,
        Duration.ofMillis(1500),
        recycleAfter,
        DataSize.ofGigabytes(1),
        RendererProperties.Sandbox.AUTO);
  }

  Picture render(String html) {
    return render(html, 200, 100);
  }

  Picture render(String html, int width, int height) {
    return renderer.render(new Page(html, width, height, Format.PNG));
  }

  ChromiumPageRenderer renderer() {
    return renderer;
  }

  static BufferedImage image(Picture picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
  }

  /** The colour of a pixel as {@code rrggbb}. */
  static String colour(Picture picture, int x, int y) throws IOException {
    return "%06x".formatted(image(picture).getRGB(x, y) & 0xFFFFFF);
  }

  @Override
  public void close() throws Exception {
    renderer.close();
  }
}
