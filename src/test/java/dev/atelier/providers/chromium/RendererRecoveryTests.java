package dev.atelier.providers.chromium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.providers.PageRenderer.Picture;
import dev.atelier.providers.ProviderException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class RendererRecoveryTests {

  private static final String PAGE = "<h1 style='background:linear-gradient(red,blue)'>Hello</h1>";

  /** Takes a browser many seconds and no script. */
  private static final String SLOW =
      "<body style='display:grid'>"
          + "<div style='display:flex;filter:blur(40px) drop-shadow(0 0 90px red)'>".repeat(400)
          + "<b>x</b>".repeat(200_000);

  @Test
  void killedBrowsersLoseNoPage_P28() throws Exception {
    try (TestRenderer renderer = TestRenderer.start();
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      renderer.render(PAGE);
      List<Future<Picture>> pictures = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        pictures.add(executor.submit(() -> renderer.render(PAGE, 1080, 1080)));
        if (i % 20 == 10) {
          pictures.get(i - 8).get();
          TestRenderer.browsers(renderer.directory).forEach(ProcessHandle::destroyForcibly);
        }
      }
      for (Future<Picture> picture : pictures) {
        assertThat(TestRenderer.colours(picture.get())).isGreaterThan(10);
      }
    }
  }

  @Test
  void crashedRendererCostsOneRetry_P28() throws Exception {
    try (TestRenderer renderer = TestRenderer.start(single(Duration.ofSeconds(30)))) {
      renderer.render(PAGE);
      List<ProcessHandle> renderers = TestRenderer.renderers(renderer.directory);
      assertThat(renderers).isNotEmpty();
      renderers.forEach(ProcessHandle::destroyForcibly);
      assertThat(TestRenderer.colours(renderer.render(PAGE))).isGreaterThan(10);
    }
  }

  @Test
  void hungBrowserIsReplacedAndItsPageDrawn_P28() throws Exception {
    try (TestRenderer renderer = TestRenderer.start(single(Duration.ofSeconds(30)))) {
      renderer.render(PAGE);
      stop(TestRenderer.renderers(renderer.directory));
      assertThat(timeToDraw(renderer)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(12));
      stop(TestRenderer.browsers(renderer.directory));
      assertThat(timeToDraw(renderer)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(12));
    }
  }

  @Test
  void pageThatTakesTooLongIsRefusedAndTheNextIsDrawn_T15() throws Exception {
    try (TestRenderer renderer = TestRenderer.start(single(Duration.ofSeconds(2)))) {
      renderer.render(PAGE);
      assertThatThrownBy(() -> renderer.render(SLOW, 1080, 1920))
          .isInstanceOfSatisfying(
              ProviderException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(ProviderException.Reason.REJECTED);
                assertThat(e.code()).isEqualTo("render_timeout");
              });
      assertThat(TestRenderer.colours(renderer.render(PAGE))).isGreaterThan(10);
    }
  }

  @Test
  void scriptsAndHeavyPagesDoNotHarmTheNext_T15_T16() throws Exception {
    List<String> pages =
        List.of(
            "<script>while (1);</script><b>x</b>",
            "<body onload='while(1);'><a href='javascript:while(1);'>x</a>",
            "<div style='width:1000000px;height:1000000px;background:red'>",
            "<i>x</i>".repeat(100_000),
            "<div style='filter:blur(5000px);width:9999px;height:9999px;background:red'>",
            "<style>@keyframes a{to{transform:rotate(1turn)}}b{animation:a 1ms infinite}</style><b>x",
            "<dialog open><iframe srcdoc='<script>alert(1);while(1);</script>'></iframe>");
    try (TestRenderer renderer = TestRenderer.start(single(Duration.ofSeconds(30)))) {
      byte[] expected = renderer.render(PAGE).bytes();
      for (String page : pages) {
        renderer.render(page);
        assertThat(renderer.render(PAGE).bytes()).as(page.substring(0, 30)).isEqualTo(expected);
      }
    }
  }

  @Test
  void pageThatTakesTooMuchMemoryIsRefusedAndItsNeighboursAreDrawn_T16() throws Exception {
    RendererProperties properties =
        TestRenderer.properties(2, Duration.ofSeconds(60), 400, DataSize.ofMegabytes(300));
    String large = "<p style='filter:blur(1px)'>".concat("<i>x</i>".repeat(500_000));
    try (TestRenderer renderer = TestRenderer.start(properties);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      byte[] expected = renderer.render(PAGE).bytes();
      Future<Picture> refused = executor.submit(() -> renderer.render(large));
      List<Future<Picture>> neighbours = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        neighbours.add(executor.submit(() -> renderer.render(PAGE)));
      }
      for (Future<Picture> neighbour : neighbours) {
        assertThat(neighbour.get().bytes()).isEqualTo(expected);
      }
      assertThatThrownBy(refused::get)
          .cause()
          .isInstanceOfSatisfying(
              ProviderException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(ProviderException.Reason.REJECTED);
                assertThat(e.code()).isEqualTo("page_too_large");
              });
      assertThat(renderer.render(PAGE).bytes()).isEqualTo(expected);
    }
  }

  @Test
  void nothingOfAPageIsLeftToTheNext_T17() throws Exception {
    List<String> pages =
        List.of(
            "<!doctype html><meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">",
            "<!doctype html><meta name=color-scheme content=dark><p>x",
            "<!doctype html><meta http-equiv=refresh content='1;url=about:blank'><p>x",
            "<!doctype html><style>@font-face{font-family:mine;src:local('JetBrains Mono')}</style>"
                + "<p style='font-family:mine'>x",
            "<div style='height:3000px'></div><input autofocus><div style='height:3000px'></div>");
    String neutral =
        """
        <!doctype html><style>h1 { color: green; font-family: mine, serif }</style><h1>Hello</h1>\
        <img width=9 height=9 src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>">\
        <div style="height:3000px;background:linear-gradient(red,blue)"></div>\
        """;
    for (String page : pages) {
      try (TestRenderer renderer = TestRenderer.start(single(Duration.ofSeconds(30)))) {
        byte[] expected = renderer.render(neutral).bytes();
        renderer.render(page);
        assertThat(renderer.render(neutral).bytes()).as(page).isEqualTo(expected);
        assertThat(renderer.render(neutral).bytes()).as(page).isEqualTo(expected);
      }
    }
  }

  @Test
  void oldBrowserIsReplacedByAFreshOne() throws Exception {
    RendererProperties properties = TestRenderer.properties(1, Duration.ofSeconds(30), 3);
    try (TestRenderer renderer = TestRenderer.start(properties)) {
      Set<Long> browsers = new HashSet<>();
      for (int i = 0; i < 7; i++) {
        renderer.render(PAGE);
        TestRenderer.browsers(renderer.directory).forEach(browser -> browsers.add(browser.pid()));
      }
      assertThat(browsers).hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void noBrowserOutlivesAKilledApplication_P28() throws Exception {
    Process application = RendererProcess.start();
    try {
      Path directory = RendererProcess.ready(application);
      List<ProcessHandle> processes = TestRenderer.processes(directory);
      assertThat(processes).hasSizeGreaterThan(4);
      application.destroyForcibly().waitFor();
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
    } finally {
      application.destroyForcibly();
    }
  }

  @Test
  void browserLeftHangingIsEndedByTheNextStart_P28() throws Exception {
    Process application = RendererProcess.start();
    Path directory = RendererProcess.ready(application);
    List<ProcessHandle> left = TestRenderer.processes(directory);
    stop(left);
    application.destroyForcibly().waitFor();
    assertThat(left).isNotEmpty().allMatch(ProcessHandle::isAlive);

    ChromiumProcess.removeLeftovers(directory);

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(left).noneMatch(ProcessHandle::isAlive));
    assertThat(directory).isEmptyDirectory();
  }

  private static Duration timeToDraw(TestRenderer renderer) throws Exception {
    long start = System.nanoTime();
    assertThat(TestRenderer.colours(renderer.render(PAGE))).isGreaterThan(10);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void stop(List<ProcessHandle> processes) throws Exception {
    assertThat(processes).isNotEmpty();
    for (ProcessHandle process : processes) {
      new ProcessBuilder("kill", "-STOP", Long.toString(process.pid())).start().waitFor();
    }
  }

  private static RendererProperties single(Duration timeout) {
    return TestRenderer.properties(1, timeout, 400);
  }
}
