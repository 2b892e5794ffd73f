package dev.atelier.providers.chromium;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Whether Chromium's own sandbox can be used by this process on this machine. */
final class BrowserSandbox {

  private BrowserSandbox() {}

  /** Why the sandbox cannot be used, or null when it can. */
  static @Nullable String obstacle() {
    if (isRoot()) {
      return "Atelier runs as root";
    }
    return canMakeUserNamespaces() ? null : "this machine does not allow user namespaces";
  }

  private static boolean isRoot() {
    try {
      return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static boolean canMakeUserNamespaces() {
    try {
      Process probe =
          new ProcessBuilder("unshare", "--user", "--map-root-user", "true")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probe.waitFor(5, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
