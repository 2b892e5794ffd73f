package dev.atelier.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@HttpTest
@ExtendWith(OutputCaptureExtension.class)
class LogTests {

  private static final Logger LOG = LoggerFactory.getLogger(LogTests.class);

  @LocalServerPort int port;

  @Test
  void whatUsersTypeCannotForgeALineO2(CapturedOutput output) {
    LOG.warn("Row of {}", "eve\r\n2026-01-01T00:00:00.000Z ERROR forged \u001b[31mred");
    LOG.warn("Failed", new IllegalStateException("eve\n2026-01-01T00:00:00.000Z ERROR forged"));

    assertThat(output.getOut().lines())
        .noneMatch(line -> line.startsWith("2026-01-01"))
        .noneMatch(line -> line.contains("\u001b[31m"))
        .anyMatch(line -> line.contains("Row of eve_2026-01-01"))
        .anyMatch(line -> line.startsWith("\tat dev.atelier.http.LogTests"));
  }

  @Test
  void aFaultOfOursIsLoggedOnceWithTheIdThatTheCallerWasTold(CapturedOutput output) {
    RawHttp.request(port, "GET", "/api/probe/bug", "X-Request-Id: the-bug-1");

    assertThat(output.getOut().lines().filter(line -> line.contains("the-bug-1"))).hasSize(1);
    assertThat(output.getOut().lines().filter(line -> line.contains(" ERROR "))).hasSize(1);
  }

  @Test
  void aRefusalIsNotWorthALine(CapturedOutput output) {
    RawHttp.request(port, "GET", "/api/nothing", "X-Request-Id: refused-1");

    assertThat(output.getOut()).doesNotContain("refused-1");
  }
}
