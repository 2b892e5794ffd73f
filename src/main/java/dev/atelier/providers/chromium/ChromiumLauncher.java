package dev.atelier.providers.chromium;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts browsers of one kind, each with an empty profile and no network. Thread-safe. */
final class ChromiumLauncher implements AutoCloseable {

  /**
   * A browser that is ready to draw.
   *
   * @param page its one page
   */
  record Running(ChromiumProcess process, ChromiumPage page) {}

  private final BrowserExecutable browser;
  private final Path directories;
  private final Path fontConfiguration;
  private final boolean sandboxed;
  private final Duration resourceWait;
  private final DeniedPort deniedPort;
  private final boolean guarded;

  /**
   * @param directories folder of this launcher alone; what an earlier process left there goes
   * @param guarded only tests of the guard turn it off
   */
  ChromiumLauncher(
      BrowserExecutable browser,
      Path directories,
      Path fontConfiguration,
      boolean sandboxed,
      Duration resourceWait,
      boolean guarded)
      throws IOException {
    this.browser = browser;
    this.directories = directories;
    this.fontConfiguration = fontConfiguration;
    this.sandboxed = sandboxed;
    this.resourceWait = resourceWait;
    this.guarded = guarded;
    this.deniedPort = DeniedPort.open();
    ChromiumProcess.removeLeftovers(directories);
  }

  /**
   * Starts a browser and waits until it can draw.
   *
   * @throws BrowserLostException when it does not come up
   */
  Running launch() {
    PageEvents events = new PageEvents();
    ChromiumProcess process = start(events);
    try {
      ChromiumPage page =
          ChromiumPage.open(process.pipe(), events, browser.kind(), resourceWait, guarded);
      return new Running(process, page);
    } catch (BrowserLostException e) {
      String lastWords = process.lastWords();
      process.close();
      throw new BrowserLostException(
          "The browser %s did not start: %s".formatted(browser.executable(), lastWords), e);
    }
  }

  private ChromiumProcess start(PageEvents events) {
    try {
      Path directory = Files.createTempDirectory(directories, "browser");
      List<String> flags = new ArrayList<>(ChromiumFlags.of(browser.kind(), directory, sandboxed));
      if (guarded) {
        flags.addAll(ChromiumFlags.withoutNetwork(deniedPort.number()));
      }
      return new ChromiumProcess(browser, flags, environment(), directory, events);
    } catch (IOException e) {
      throw new BrowserLostException(
          "The browser %s cannot be started".formatted(browser.executable()), e);
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.put("LANG", "C.UTF-8");
    environment.put("TZ", "UTC");
    environment.put("FONTCONFIG_FILE", fontConfiguration.toString());
    Path libraries = browser.libraries();
    if (libraries != null) {
      environment.put("LD_LIBRARY_PATH", libraries.toString());
    }
    return environment;
  }

  @Override
  public void close() throws IOException {
    deniedPort.close();
  }
}
