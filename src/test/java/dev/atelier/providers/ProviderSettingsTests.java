package dev.atelier.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

class ProviderSettingsTests {

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withInitializer(new ConfigDataApplicationContextInitializer())
          .withUserConfiguration(Providers.class);

  @Test
  void profilesAreMadeUpByDefault() {
    application.run(context -> {
      assertThat(context).hasSingleBean(ProfileDirectory.class);
      assertThat(context.getBean(ProfileDirectory.class).offline()).isTrue();
      assertThat(context.getBean(OutboundProperties.class).egressAllow()).isEmpty();
    });
  }

  @Test
  void profilesComeFromTopmateWhenItsAddressIsSet() {
    application
        .withSystemProperties("TOPMATE_API_URL=https://topmate.example/api")
        .run(context -> {
          assertThat(context).hasSingleBean(ProfileDirectory.class);
          assertThat(context.getBean(ProfileDirectory.class).offline()).isFalse();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void aBlankAddressIsNone(String url) {
    application
        .withSystemProperties("TOPMATE_API_URL=" + url)
        .run(context -> assertThat(context.getBean(ProfileDirectory.class).offline()).isTrue());
  }

  @Test
  void anAddressThatCannotWorkStopsTheStart() {
    application
        .withSystemProperties("TOPMATE_API_URL=topmate")
        .run(context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageStartingWith("TOPMATE_API_URL must be"));
  }

  @Test
  void readsTheHostsThatTheGuardAllows() {
    application
        .withSystemProperties("ATELIER_EGRESS_ALLOW=cdn.intra:8080, [::1]:9000")
        .run(context ->
            assertThat(context.getBean(OutboundProperties.class).egressAllow())
                .containsExactly("cdn.intra:8080", "[::1]:9000"));
  }

  @Test
  void videosAreMadeOfflineUntilAProviderIsSet() {
    application.run(
        context -> assertThat(context.getBean(VideoModel.class).name()).isEqualTo("offline"));
    application
        .withSystemProperties("GEMINI_API_KEY=key")
        .run(context -> assertThat(context.getBean(VideoModel.class).name()).isEqualTo("gemini"));
  }

  @Test
  void flowGoesBeforeOthers() {
    application
        .withSystemProperties(
            "GEMINI_API_KEY=key",
            "FLOW_API_GENERATE_URL=https://flow.example/generate",
            "FLOW_API_STATUS_URL=https://flow.example/status",
            "FLOW_PROJECT_ID=p")
        .run(context -> assertThat(context.getBean(VideoModel.class).name()).isEqualTo("flow"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FLOW_API_GENERATE_URL=https://flow.example/generate FLOW_API_STATUS_URL must",
        "FLOW_API_STATUS_URL=https://flow.example/status FLOW_API_GENERATE_URL must",
        "FLOW_API_GENERATE_URL=flow FLOW_API_GENERATE_URL must",
        "GEMINI_API_KEY=a,VERTEX_PROJECT=b Only one of GEMINI_API_KEY and VERTEX_PROJECT",
        "GEMINI_API_KEY=a,GEMINI_BASE_URL=x GEMINI_BASE_URL must",
        "GEMINI_API_KEY=a,GEMINI_VIDEO_MODEL=/ GEMINI_VIDEO_MODEL must",
      })
  void o9SettingsOfVideosThatCannotWorkStopTheStart(String line) {
    int space = line.indexOf(' ');
    application
        .withSystemProperties(line.substring(0, space).split(","))
        .run(context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessageStartingWith(line.substring(space + 1)));
  }

  @TestConfiguration(proxyBeanMethods = false)
  @Import(OutboundConfiguration.class)
  @ComponentScan({
    "dev.atelier.providers.flow",
    "dev.atelier.providers.gemini",
    "dev.atelier.providers.sandbox",
    "dev.atelier.providers.topmate"
  })
  @ConfigurationPropertiesScan("dev.atelier.providers")
  static class Providers {

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    @Bean
    JsonMapper json() {
      return JsonMapper.builder().build();
    }
  }
}
