package dev.atelier.providers.chromium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.atelier.providers.PageRenderer.Picture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkGuardTests {

  /** What a browser might still send after its page was drawn is sent by then. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(3);

  private static final List<String> CHANNELS =
      List.of(
          "beacon",
          "bg",
          "css",
          "embed",
          "fetch",
          "fetch-in-worker",
          "font",
          "iframe",
          "img",
          "import",
          "object",
          "prefetch",
          "preload",
          "redirect",
          "redirected",
          "srcdoc",
          "sse",
          "svg-image",
          "udp",
          "video",
          "ws",
          "ws-in-worker");

  @Test
  void withoutTheGuardTheCanaryHearsEveryChannel() throws Exception {
    try (Canary canary = new Canary();
        TestRenderer renderer = TestRenderer.startUnguarded()) {
      String socket = "127.0.0.1:" + canary.port();
      renderer.render(HostilePages.allChannels("http://" + socket, socket));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(canary.visitors()).containsAll(CHANNELS));

      renderer.render(HostilePages.refresh("http://" + socket));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(canary.visitors()).contains("meta-refresh"));

      // A second page crashes a browser whose frames are drawn on command; the visit is made.
      Throwable failure =
          catchThrowable(() -> renderer.render(HostilePages.popup("http://" + socket)));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(canary.visitors()).as("with %s", failure).contains("popup"));
    }
  }

  @Test
  void noChannelReachesAnyAddress_T12_T15() throws Exception {
    try (Canary canary = new Canary();
        TestRenderer renderer = TestRenderer.start()) {
      int port = canary.port();
      List<String> origins =
          List.of(
              "http://127.0.0.1:" + port,
              "HTTP://localhost:" + port,
              "http://localhost.:" + port,
              "http://2130706433:" + port,
              "http://0x7f.1:" + port,
              "http://0:" + port,
              "http://[::1]:" + port,
              "http://[::ffff:127.0.0.1]:" + port,
              "http://user:pass@127.0.0.1:" + port,
              "https://127.0.0.1:" + port,
              "ftp://127.0.0.1:" + port,
              "\\\\127.0.0.1:" + port,
              "view-source:http://127.0.0.1:" + port);
      for (String origin : origins) {
        String socket = origin.replaceAll("^.*[/@\\\\]", "");
        Picture picture = renderer.render(HostilePages.allChannels(origin, socket));
        // The others are no addresses that a page may ask for at all.
        if (origin.toLowerCase(Locale.ROOT).startsWith("http")) {
          assertThat(picture.blockedRequests()).as(origin).isPositive();
        }
        Picture refreshed = renderer.render(HostilePages.refresh(origin));
        assertThat(TestRenderer.colours(refreshed)).as(origin).isGreaterThan(1);
        renderer.render(HostilePages.popup(origin));
      }
      await()
          .during(AFTERWARDS)
          .atMost(AFTERWARDS.plusSeconds(2))
          .untilAsserted(() -> assertThat(canary.visitors()).isEmpty());
    }
  }

  @Test
  void filesOfTheMachineAreNotDrawn_T12(@TempDir Path folder) throws Exception {
    Path secret = folder.resolve("secret.svg");
    Files.writeString(
        secret,
        "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'><rect width='100'"
            + " height='100' fill='red'/></svg>");
    try (TestRenderer renderer = TestRenderer.start()) {
      for (String address :
          List.of("file://" + secret, "FILE:" + secret, "\\\\localhost" + secret)) {
        Picture picture =
            renderer.render(
                """
                <body style="background:url('%1$s')"><img src="%1$s"><iframe src="%1$s"></iframe>\
                <object data="%1$s"></object><embed src="%1$s">\
                """
                    .formatted(address));
        for (int x = 5; x < 200; x += 10) {
          assertThat(TestRenderer.colour(picture, x, 50)).as(address).isNotEqualTo("ff0000");
        }
      }
    }
  }
}
