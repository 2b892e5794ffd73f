package dev.atelier.providers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.atelier.providers.VideoModel.Asset;
import dev.atelier.providers.VideoModel.Progress;
import dev.atelier.providers.VideoModel.Request;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A browser plays what the offline camera films; only where this machine has a browser of its own.
 */
class FilmPlaysTests {

  private static final Path BROWSER = Path.of("/usr/bin/chromium-headless-shell");

  /** The page's load waits for the first picture, which is then read back. */
  private static final String PAGE =
      """
      <!doctype html><body><p>nothing yet</p>
      <video src="film.mp4" preload="auto" muted></video>
      <script>
        const video = document.querySelector('video');
        const tell = text => { document.querySelector('p').textContent = text; };
        video.onerror = () => tell('error ' + video.error.code);
        video.onloadeddata = () => {
          const canvas = document.createElement('canvas');
          canvas.width = video.videoWidth; canvas.height = video.videoHeight;
          const context = canvas.getContext('2d');
          context.drawImage(video, 0, 0);
          const [red, green, blue] = context.getImageData(360, 640, 1, 1).data;
          const seen = red + green + blue > 0;
          tell(`plays ${video.videoWidth}x${video.videoHeight} ${video.duration} ${seen}`);
        };
      </script>
      """;

  @TempDir Path folder;

  @Test
  void theOfflineFilmPlaysInABrowser() throws Exception {
    assumeTrue(Files.isExecutable(BROWSER), "this machine has no browser of its own");
    Map<String, byte[]> files =
        Map.of("/page.html", PAGE.getBytes(StandardCharsets.UTF_8), "/film.mp4", film());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] file = files.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
            boolean page = exchange.getRequestURI().getPath().endsWith("html");
            exchange.getResponseHeaders().set("Content-Type", page ? "text/html" : "video/mp4");
            exchange.sendResponseHeaders(file.length == 0 ? 404 : 200, file.length);
            exchange.getResponseBody().write(file);
          }
        });
    server.start();
    try {
      String page = seen("http://127.0.0.1:" + server.getAddress().getPort() + "/page.html");

      assertThat(page).contains("plays 720x1280 0.5 true");
    } finally {
      server.stop(0);
    }
  }

  private static byte[] film() {
    OfflineVideoModel model =
        new OfflineVideoModel(
            new SandboxVideoProperties(Duration.ZERO, Duration.ofMillis(500), List.of(), List.of()),
            Clock.systemUTC());
    Request request = new Request("scene", "A paper boat", null, null, 7);
    Progress progress = model.poll(model.submit(request).operation(), request).progress();
    return ((Asset.Inline) ((Progress.Done) progress).video()).bytes();
  }

  private String seen(String url) throws Exception {
    Path output = folder.resolve("page.txt");
    Process browser =
        new ProcessBuilder(
                BROWSER.toString(),
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--dump-dom",
                url)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(browser.waitFor(180, TimeUnit.SECONDS)).isTrue();
    } finally {
      browser.destroyForcibly();
    }
    return Files.readString(output);
  }
}
