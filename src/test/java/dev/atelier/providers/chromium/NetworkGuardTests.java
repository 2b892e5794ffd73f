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

  private static final List<String> WITHOUT_POPUP =
      EgressProbes.CHANNELS.stream().filter(channel -> !channel.equals("popup")).toList();

  @Test
  void t12WithoutTheGuardTheCanaryHearsEveryChannelAndEverySpelling() throws Exception {
    try (TestRenderer renderer = TestRenderer.startUnguarded()) {
      int hits = 0;
      for (String spelling : EgressProbes.reaching(0)) {
        try (Canary canary = new Canary()) {
          String origin = spelling.replaceFirst("0$", String.valueOf(canary.port()));
          for (String page : EgressProbes.pages(origin)) {
            renderer.render(page);
          }
          boolean plain = origin.startsWith("http://127.0.0.1");
          List<String> expected = plain ? WITHOUT_POPUP : List.of("meta-refresh");
          await()
              .atMost(Duration.ofSeconds(20))
              .untilAsserted(() -> assertThat(canary.visitors()).as(origin).containsAll(expected));
          hits += canary.visitors().size();
        }
      }
      System.out.println("egress with the guard off: " + hits + " hits");

      try (Canary canary = new Canary()) {
        // A second page crashes a browser whose frames are drawn on command; the visit is made.
        String origin = "http://127.0.0.1:" + canary.port();
        Throwable failure = catchThrowable(() -> renderer.render(EgressProbes.popup(origin)));
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(
                () -> assertThat(canary.visitors()).as("with %s", failure).contains("popup"));
      }
    }
  }

  @Test
  void noChannelReachesAnyAddress_T12_T15() throws Exception {
    try (Canary canary = new Canary();
        TestRenderer renderer = TestRenderer.start()) {
      for (String origin : EgressProbes.all(canary.port())) {
        int blocked = 0;
        for (String page : EgressProbes.pages(origin)) {
          Picture picture = renderer.render(page);
          assertThat(TestRenderer.colours(picture)).as(origin).isGreaterThan(1);
          blocked += picture.blockedRequests();
        }
        // The others are no addresses that a page may ask for at all.
        if (origin.toLowerCase(Locale.ROOT).startsWith("http")) {
          assertThat(blocked).as(origin).isPositive();
        }
        renderer.render(EgressProbes.popup(origin));
      }
      await()
          .during(AFTERWARDS)
          .atMost(AFTERWARDS.plusSeconds(30))
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
