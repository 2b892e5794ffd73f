package dev.atelier.providers.chromium;

import dev.atelier.providers.chromium.BrowserExecutable.Kind;
import dev.atelier.providers.chromium.BrowserExecutable.Source;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the browser to draw with: the one that is configured, else a headless shell of this
 * machine, else the one delivered with Atelier, else a full browser of this machine.
 */
final class BrowserFinder {

  private static final Logger log = LoggerFactory.getLogger(BrowserFinder.class);

  /** The programs themselves, where the ones on the path are mere scripts. */
  private static final List<Path> FOLDERS =
      List.of(
          Path.of("/usr/lib/chromium"),
          Path.of("/usr/lib64/chromium-browser"),
          Path.of("/usr/lib/chromium-browser"));

  private static final List<String> SHELLS =
      List.of("chromium-headless-shell", "chrome-headless-shell", "headless_shell");

  private static final List<String> FULL =
      List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome");

  private final @Nullable String configured;
  private final List<Path> folders;
  private final Path embedded;

  /**
   * @param configured what {@code ATELIER_CHROMIUM} says, or null
   * @param embedded where the delivered browser is unpacked when it is needed
   */
  BrowserFinder(@Nullable String configured, Path embedded) {
    this(configured, machineFolders(), embedded);
  }

  BrowserFinder(@Nullable String configured, List<Path> folders, Path embedded) {
    this.configured = configured;
    this.folders = folders;
    this.embedded = embedded;
  }

  /**
   * The browser, or null when there is none.
   *
   * @throws IllegalStateException when the configured one cannot be used
   */
  @Nullable BrowserExecutable find() {
    if (configured != null) {
      return configured(Path.of(configured));
    }
    BrowserExecutable browser = onThisMachine(SHELLS, Kind.SHELL);
    if (browser == null) {
      browser = delivered();
    }
    return browser != null ? browser : onThisMachine(FULL, Kind.FULL);
  }

  private static BrowserExecutable configured(Path path) {
    String problem = BrowserCheck.problem(path, null);
    if (problem != null) {
      throw new IllegalStateException(
          "ATELIER_CHROMIUM names " + path + ", which cannot be used: " + problem);
    }
    boolean shell = String.valueOf(path.getFileName()).contains("headless");
    return new BrowserExecutable(
        path.toAbsolutePath(), shell ? Kind.SHELL : Kind.FULL, Source.CONFIGURED, null);
  }

  private @Nullable BrowserExecutable onThisMachine(List<String> names, Kind kind) {
    for (String name : names) {
      for (Path folder : folders) {
        Path candidate = folder.resolve(name);
        if (BrowserCheck.problem(candidate, null) == null) {
          return new BrowserExecutable(candidate, kind, Source.SYSTEM, null);
        }
      }
    }
    return null;
  }

  private @Nullable BrowserExecutable delivered() {
    if (!EmbeddedBrowser.suitsThisMachine()) {
      return null;
    }
    try {
      BrowserExecutable browser = EmbeddedBrowser.unpack(embedded);
      String problem = BrowserCheck.problem(browser.executable(), browser.libraries());
      if (problem == null) {
        return browser;
      }
      log.warn("The browser delivered with Atelier does not run here: {}", problem);
    } catch (IOException e) {
      log.warn("The browser delivered with Atelier cannot be unpacked to {}", embedded, e);
    }
    return null;
  }

  private static List<Path> machineFolders() {
    List<Path> folders = new ArrayList<>(FOLDERS);
    String path = System.getenv().getOrDefault("PATH", "");
    Stream.of(path.split(File.pathSeparator, -1))
        .filter(folder -> folder.startsWith("/"))
        .map(Path::of)
        .forEach(folders::add);
    return folders;
  }
}
