package dev.atelier.providers.chromium;

/** Pages that try every way out to the network. */
final class HostilePages {

  private HostilePages() {}

  /**
   * A page that uses all channels that need no script, and those that need one.
   *
   * @param origin such as {@code http://127.0.0.1:8080}; every channel asks for a path of its name
   * @param socket the same place as {@code host:port}
   */
  static String allChannels(String origin, String socket) {
    return MARKUP.replace("$origin", origin).replace("$socket", socket)
        + SCRIPT.replace("$origin", origin).replace("$socket", socket);
  }

  /** A page that does nothing but go elsewhere. */
  static String refresh(String origin) {
    return "<!doctype html><meta http-equiv=refresh content='0;url=%s/meta-refresh'><b>stay</b>"
        .formatted(origin);
  }

  /**
   * A page that connects without a request that the other side can read: early, which not every
   * browser does, and by TLS.
   */
  static String connections(String origin, String socket) {
    return "<!doctype html><link rel=preconnect href='%1$s'><link rel=dns-prefetch href='%1$s'>"
            .formatted(origin)
        + "<b>stay</b><img src='https://%s/tls'>".formatted(socket);
  }

  /** A page that opens another. */
  static String popup(String origin) {
    return "<!doctype html><b>stay</b><script>open('%s/popup')</script>".formatted(origin);
  }

  private static final String MARKUP =
      """
      <!doctype html><html><head>
      <link rel=stylesheet href="$origin/css">
      <link rel=icon href="$origin/favicon">
      <link rel=preload as=image href="$origin/preload">
      <link rel=prefetch href="$origin/prefetch">
      <link rel=modulepreload href="$origin/modulepreload">
      <link rel=preconnect href="$origin">
      <link rel=dns-prefetch href="$origin">
      <link rel=manifest href="$origin/manifest">
      <style>
        @import url("$origin/import");
        @font-face { font-family: stolen; src: url("$origin/font") }
        body { background: url("$origin/bg"); font-family: stolen, serif }
        p::before { content: url("$origin/content") }
        li { list-style-image: url("$origin/list"); cursor: url("$origin/cursor"), auto }
      </style></head><body background="$origin/background">
      <p>text</p><ul><li>item</ul>
      <img src="$origin/img"><img srcset="$origin/srcset 1x"><img src="$origin/redirect">
      <picture><source srcset="$origin/source"><img></picture>
      <iframe src="$origin/iframe"></iframe>
      <iframe srcdoc="<img src='$origin/srcdoc'>"></iframe>
      <iframe src="data:text/html,<img src='$origin/data-frame'>"></iframe>
      <object data="$origin/object"></object><embed src="$origin/embed">
      <video src="$origin/video" poster="$origin/poster" autoplay></video>
      <audio src="$origin/audio" autoplay></audio>
      <svg><image href="$origin/svg-image" width=9 height=9 /><use href="$origin/svg-use#a" /></svg>
      <input type=image src="$origin/input">
      <table background="$origin/table"><tr><td background="$origin/cell">x</table>
      """;

  private static final String SCRIPT =
      """
      <img src=x onerror="fetch('$origin/onerror')">
      <script>
        const quietly = work => { try { work() } catch (refused) {} };
        quietly(() => fetch('$origin/fetch', { mode: 'no-cors' }));
        quietly(() => navigator.sendBeacon('$origin/beacon', 'x'));
        quietly(() => new EventSource('$origin/sse'));
        quietly(() => new WebSocket('ws://$socket/ws'));
        quietly(() => { const x = new XMLHttpRequest(); x.open('GET', '$origin/xhr'); x.send() });
        quietly(() => {
          const code = "fetch('$origin/fetch-in-worker', {mode:'no-cors'}); new WebSocket('ws://$socket/ws-in-worker')";
          new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
        });
        quietly(() => {
          const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:$socket' }] });
          peer.createDataChannel('x');
          peer.createOffer().then(offer => peer.setLocalDescription(offer));
        });
      </script>
      """;
}
