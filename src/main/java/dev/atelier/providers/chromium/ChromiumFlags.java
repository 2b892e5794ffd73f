package dev.atelier.providers.chromium;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a browser. */
final class ChromiumFlags {

  private static final int TILE = 1088;

  /** Quiet: nothing that a browser does of its own accord. */
  private static final List<String> QUIET =
      List.of(
          "--headless",
          "--remote-debugging-pipe=cbor",
          "--no-first-run",
          "--no-default-browser-check",
          "--no-pings",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-default-apps",
          "--disable-domain-reliability",
          "--disable-client-side-phishing-detection",
          "--disable-extensions",
          "--disable-sync",
          "--disable-breakpad",
          "--disable-field-trial-config",
          "--metrics-recording-only",
          "--password-store=basic",
          "--mute-audio");

  /** The same page gives the same pixels on every machine; frames of a page share one process. */
  private static final List<String> DRAWING =
      List.of(
          "--hide-scrollbars",
          "--disable-gpu",
          "--disable-lcd-text",
          "--font-render-hinting=none",
          "--force-color-profile=srgb",
          "--disable-backgrounding-occluded-windows",
          "--disable-renderer-backgrounding",
          "--disable-background-timer-throttling",
          "--disable-hang-monitor",
          "--disable-site-isolation-trials",
          // A poster in one tile: a shadow over four tiles would be drawn four times.
          "--default-tile-width=" + TILE,
          "--default-tile-height=" + TILE,
          "--disable-features=IsolateOrigins,site-per-process,IsolateSandboxedIframes,"
              + "Translate,PaintHolding,MediaRouter,OptimizationHints");

  /** A frame is drawn when asked for, complete in one go. */
  private static final List<String> FRAMES_ON_COMMAND =
      List.of(
          "--enable-begin-frame-control",
          "--run-all-compositor-stages-before-draw",
          "--disable-new-content-rendering-timeout",
          "--disable-threaded-animation",
          "--disable-threaded-scrolling",
          "--disable-checker-imaging");

  private static final long ROOM_FOR_SHARED_MEMORY = 512L * 1024 * 1024;

  private ChromiumFlags() {}

  static List<String> of(BrowserExecutable.Kind kind, Path directory, boolean sandboxed) {
    List<String> flags = new ArrayList<>(QUIET);
    flags.addAll(DRAWING);
    if (kind == BrowserExecutable.Kind.SHELL) {
      flags.addAll(FRAMES_ON_COMMAND);
    }
    if (!sandboxed) {
      flags.add("--no-sandbox");
    }
    if (!hasSharedMemory()) {
      flags.add("--disable-dev-shm-usage");
    }
    flags.add("--user-data-dir=" + directory);
    return flags;
  }

  /**
   * Takes every way to the network away: all connections, to this machine too, go to a proxy that
   * refuses them; no name is looked up; and what cannot use a proxy does not start.
   *
   * @param deniedPort a port of this machine where nobody listens
   */
  static List<String> withoutNetwork(int deniedPort) {
    return List.of(
        "--proxy-server=http://127.0.0.1:" + deniedPort,
        "--proxy-bypass-list=<-loopback>",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--dns-prefetch-disable",
        "--disable-quic",
        "--webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--force-webrtc-ip-handling-policy");
  }

  private static boolean hasSharedMemory() {
    try {
      return Files.getFileStore(Path.of("/dev/shm")).getUsableSpace() >= ROOM_FOR_SHARED_MEMORY;
    } catch (IOException e) {
      return false;
    }
  }
}
