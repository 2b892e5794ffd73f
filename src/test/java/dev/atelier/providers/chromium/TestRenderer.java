package dev.atelier.providers.chromium;

import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Page;
import dev.atelier.providers.PageRenderer.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
            fonts().configuration(),
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

  static FontFolder.Prepared fonts() throws IOException {
    return FontFolder.prepare(Files.createDirectories(UNPACKED.resolve("fonts")));
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
    return properties(browsers, timeout, recycleAfter, DataSize.ofGigabytes(1));
  }

  static RendererProperties properties(
      int browsers, Duration timeout, int recycleAfter, DataSize memory) {
    return new RendererProperties(
        null,
        browsers,
        timeout,
        Duration.ofMillis(1500),
        recycleAfter,
        memory,
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

  /** How many different colours the picture has. */
  static long colours(Picture picture) throws IOException {
    BufferedImage image = image(picture);
    return Arrays.stream(
            image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
        .distinct()
        .count();
  }

  /** The main processes of the browsers whose profiles lie below a folder. */
  static List<ProcessHandle> browsers(Path directory) {
    return ProcessHandle.allProcesses()
        .filter(process -> commandLine(process).contains("--remote-debugging-pipe"))
        .filter(process -> commandLine(process).contains("--user-data-dir=" + directory + "/"))
        .toList();
  }

  /** Those and all their children. */
  static List<ProcessHandle> processes(Path directory) {
    return browsers(directory).stream()
        .flatMap(browser -> Stream.concat(Stream.of(browser), browser.descendants()))
        .toList();
  }

  /** The processes that draw, below a folder. */
  static List<ProcessHandle> renderers(Path directory) {
    return processes(directory).stream()
        .filter(process -> commandLine(process).contains("--type=renderer"))
        .toList();
  }

  private static String commandLine(ProcessHandle process) {
    try {
      Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      return Files.readString(file, StandardCharsets.ISO_8859_1).replace('\0', ' ');
    } catch (IOException e) {
      return ""; // It has ended.
    }
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
