package dev.atelier.providers.chromium;

import dev.atelier.providers.PageRenderer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Every way out that {@link HostilePages} knows, to this machine under every name it has. */
public final class EgressProbes {

  /** Names under which a browser that may look for it finds this machine. */
  private static final List<String> REACHING =
      List.of(
          "http://127.0.0.1:",
          "http://localhost:",
          "HTTP://LOCALHOST:",
          "http://localhost.:",
          "http://2130706433:",
          "http://0x7f000001:",
          "http://0x7f.1:",
          "http://0177.0.0.1:",
          "http://127.1:",
          "http://0:",
          "http://[::1]:",
          "http://[::ffff:127.0.0.1]:",
          "http://[::ffff:7f00:1]:",
          "http://user:pass@127.0.0.1:");

  /** Others, under which it is found as a bare connection, or by browsers of other days. */
  private static final List<String> OTHERS =
      List.of(
          "https://127.0.0.1:",
          "ftp://127.0.0.1:",
          "gopher://127.0.0.1:",
          "\\\\127.0.0.1:",
          "//127.0.0.1:",
          "view-source:http://127.0.0.1:");

  /** The channels; each visits a path of its name, but for the last two, which visit none. */
  public static final List<String> CHANNELS =
      List.of(
          "img",
          "css",
          "import",
          "font",
          "bg",
          "iframe",
          "object",
          "embed",
          "video",
          "srcdoc",
          "svg-image",
          "preload",
          "prefetch",
          "modulepreload",
          "redirect",
          "redirected",
          "meta-refresh",
          "popup",
          "fetch",
          "fetch-in-worker",
          "sse",
          "beacon",
          "ws",
          "ws-in-worker",
          "tcp",
          "udp");

  private EgressProbes() {}

  /** The 14 spellings of the origin of a canary on that port. */
  public static List<String> reaching(int port) {
    return REACHING.stream().map(spelling -> spelling + port).toList();
  }

  /** Those and others, which need not work. */
  public static List<String> all(int port) {
    return Stream.concat(REACHING.stream(), OTHERS.stream())
        .map(spelling -> spelling + port)
        .toList();
  }

  /** Pages that use all channels but for the popup, which crashes some browsers. */
  public static List<String> pages(String origin) {
    String socket = origin.replaceAll("^.*[/@\\\\]", "");
    return List.of(
        HostilePages.allChannels(origin, socket),
        HostilePages.refresh(origin),
        // Last, as a request of another page would use the connection that this one opens.
        HostilePages.connections(origin, socket));
  }

  /** A page that opens another. */
  public static String popup(String origin) {
    return HostilePages.popup(origin);
  }

  /** A renderer with scripts and network, to prove that a test of the guard can fail. */
  public static PageRenderer unguarded() throws IOException {
    return TestRenderer.startUnguarded().renderer();
  }
}
