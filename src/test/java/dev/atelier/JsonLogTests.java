package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** Logging as {@code ATELIER_LOG_FORMAT} asks for it. */
@ExtendWith(OutputCaptureExtension.class)
class JsonLogTests {

  private static final Logger LOG = LoggerFactory.getLogger(JsonLogTests.class);

  static class Nothing {}

  @Test
  void everyEventIsOneJsonLineO2(CapturedOutput output) {
    assertThat(logged("json", output).lines().filter(line -> line.contains("as JSON")))
        .singleElement()
        .satisfies(line ->
            assertThat(JsonMapper.shared().readTree(line).path("message").asString())
                .isEqualTo("as JSON\nforged"));
  }

  @Test
  void textIsTheDefaultAndWhatIsUnknownIsText(CapturedOutput output) {
    assertThat(logged("xml", output).lines().filter(line -> line.contains("as JSON")))
        .singleElement()
        .asString()
        .contains("INFO", "as JSON_forged");
  }

  private static String logged(String format, CapturedOutput output) {
    new SpringApplicationBuilder(Nothing.class)
        .web(WebApplicationType.NONE)
        .run("--ATELIER_LOG_FORMAT=" + format)
        .close();
    LOG.info("as JSON\nforged");
    return output.getOut();
  }
}
