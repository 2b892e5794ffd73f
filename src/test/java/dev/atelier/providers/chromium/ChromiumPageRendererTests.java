package dev.atelier.providers.chromium;

import static dev.atelier.providers.chromium.TestRenderer.colour;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Picture;
import dev.atelier.providers.ProviderException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChromiumPageRendererTests {

  private static TestRenderer renderer;

  @BeforeAll
  static void start() throws Exception {
    renderer = TestRenderer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    renderer.close();
  }

  @Test
  void fragmentFillsThePageWithoutMargins() throws Exception {
    Picture picture =
        renderer.render(
            "<div style='height:100%;padding:10px;background:#ff0000'></div>", 300, 150);

    assertThat(PictureSize.of(picture.bytes(), Format.PNG)).isEqualTo(new PictureSize(300, 150));
    assertThat(colour(picture, 0, 0)).isEqualTo("ff0000");
    assertThat(colour(picture, 299, 149)).isEqualTo("ff0000");
    assertThat(picture.blockedRequests()).isZero();
  }

  @Test
  void wholeDocumentIsDrawnAsItIsOnWhite() throws Exception {
    Picture picture =
        renderer.render(
            "\n<!-- mine --><!DOCTYPE html><body><div style='width:20px;height:20px;background:#00f'>");

    assertThat(colour(picture, 0, 0)).isEqualTo("ffffff");
    assertThat(colour(picture, 10, 10)).isEqualTo("0000ff");
    assertThat(colour(picture, 199, 99)).isEqualTo("ffffff");
  }

  @Test
  void sizeFollowsEachPageNotTheOneBefore() throws Exception {
    for (int[] size : List.of(new int[] {50, 60}, new int[] {1080, 1920}, new int[] {51, 60})) {
      Picture picture = renderer.render("<b>x</b>", size[0], size[1]);
      assertThat(PictureSize.of(picture.bytes(), Format.PNG))
          .isEqualTo(new PictureSize(size[0], size[1]));
    }
  }

  @Test
  void inlinedPicturesAndBackgroundsAreDrawn() throws Exception {
    String red =
        "data:image/svg+xml,%3Csvg%20xmlns=%27http://www.w3.org/2000/svg%27%20width=%279%27%20height=%279%27%3E"
            + "%3Crect%20width=%279%27%20height=%279%27%20fill=%27red%27/%3E%3C/svg%3E";
    Picture picture =
        renderer.render(
            "<body style=\"margin:0;background:url(%s)\"><img loading=lazy style='position:absolute;left:100px;top:0;width:100px;height:100px' src=\"%s\">"
                .formatted(red, red.replace("red", "blue")));

    assertThat(colour(picture, 50, 50)).isEqualTo("ff0000");
    assertThat(colour(picture, 150, 50)).isEqualTo("0000ff");
  }

  @Test
  void animationsAreDrawnAtTheirEnd() throws Exception {
    Picture picture =
        renderer.render(
            "<style>@keyframes in{from{opacity:0}}p{animation:in 3s;margin:0;height:100px;background:#0f0}</style><p>");

    assertThat(colour(picture, 5, 50)).isEqualTo("00ff00");
  }

  @Test
  void sameInputGivesTheSamePixels_T18() {
    String html = "<h1 style='font:700 40px sans-serif'>Grüße, 世界 🎉</h1>";
    Set<Integer> hashes = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      hashes.add(Arrays.hashCode(renderer.render(html).bytes()));
    }
    assertThat(hashes).hasSize(1);
  }

  @Test
  void fullBrowserGivesTheSamePixelsAsTheShell() throws Exception {
    BrowserExecutable full =
        new BrowserExecutable(
            TestRenderer.browser().executable(),
            BrowserExecutable.Kind.FULL,
            BrowserExecutable.Source.SYSTEM,
            null);
    String html =
        "<h1 style='background:linear-gradient(red,blue);box-shadow:0 9px 9px'>Grüße 🎉</h1>";
    try (TestRenderer other =
        TestRenderer.start(full, TestRenderer.properties(1, Duration.ofSeconds(30), 400))) {
      for (int height : List.of(100, 300, 100)) {
        assertThat(other.render(html, 200, height).bytes())
            .isEqualTo(renderer.render(html, 200, height).bytes());
      }
    }
  }

  @Test
  void pageBeyondItsLimitsIsRefused() {
    String large = "x".repeat(26 * 1024 * 1024);
    assertThatThrownBy(() -> renderer.render(large))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(ProviderException.Reason.REJECTED);
              assertThat(e.code()).isEqualTo("page_too_large");
            });
    assertThatThrownBy(() -> renderer.render("€".repeat(9 * 1024 * 1024)))
        .isInstanceOf(ProviderException.class);
    assertThatThrownBy(() -> renderer.render("x", 0, 100))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> renderer.render("x", 100, 10_001))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
