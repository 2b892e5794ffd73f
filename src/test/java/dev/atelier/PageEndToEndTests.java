package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The built page in a real browser, used as a person would, against the whole application. */
@IntegrationTest
@Timeout(900)
class PageEndToEndTests {

  @LocalServerPort int port;
  @Autowired MeterRegistry metrics;

  @Test
  void aPersonMakesPostersAndDownloadsThem() throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder("npm", "run", "--silent", "e2e")
            .directory(Path.of("web").toFile())
            .redirectErrorStream(true);
    command.environment().put("BASE_URL", "http://127.0.0.1:" + port);
    command.environment().put("ATELIER_CHROMIUM", browser());
    Process playwright = command.start();
    String output;
    try (InputStream printed = playwright.getInputStream()) {
      output = new String(printed.readAllBytes(), StandardCharsets.UTF_8);
    }

    assertThat(playwright.waitFor()).as(output).isZero();
    assertThat(output).contains("passed");
  }

  /** The browser that draws the posters shows the page too. */
  private String browser() {
    String path = metrics.get("atelier.renderer.browser").gauge().getId().getTag("path");
    return path == null ? "" : path;
  }
}
