package dev.atelier.providers.chromium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class RendererPropertiesTests {

  @Test
  void defaultsArePinned() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new RendererProperties(
                null,
                0,
                Duration.ofSeconds(30),
                Duration.ofMillis(1500),
                400,
                DataSize.ofGigabytes(1),
                RendererProperties.Sandbox.AUTO));
    assertThat(bind(Map.of()).processes()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void blankPathMeansThatOneIsLookedFor() {
    assertThat(bind(Map.of("atelier.renderer.chromium", " ")).chromium()).isNull();
  }

  @Test
  void valuesThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> bind(Map.of("atelier.renderer.browsers", "-1")))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bind(Map.of("atelier.renderer.timeout", "0s")))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  private static RendererProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("atelier.renderer", RendererProperties.class);
  }
}
