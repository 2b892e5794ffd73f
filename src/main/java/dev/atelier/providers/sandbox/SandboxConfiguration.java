package dev.atelier.providers.sandbox;

import dev.atelier.providers.ImageModel;
import dev.atelier.providers.MediaSource;
import dev.atelier.providers.MediaSourceProperties;
import dev.atelier.providers.ProfileDirectory;
import dev.atelier.providers.TextModel;
import dev.atelier.providers.VideoModel;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SandboxConfiguration {

  /** A local model needs an address only, the vendor's own a key only. */
  private static final String WITHOUT_OPENAI =
      "environment.getProperty('atelier.openai.api-key', '').blank"
          + " && environment.getProperty('atelier.openai.base-url', '').blank";

  private static final String WITHOUT_CAMERA =
      "environment.getProperty('atelier.flow.generate-url', '').blank"
          + " && environment.getProperty('atelier.flow.status-url', '').blank"
          + " && environment.getProperty('atelier.gemini.api-key', '').blank"
          + " && environment.getProperty('atelier.gemini.vertex-project', '').blank";

  @Bean
  @ConditionalOnExpression("environment.getProperty('atelier.topmate.api-url', '').blank")
  ProfileDirectory offlineProfileDirectory(SandboxProperties properties) {
    return new OfflineProfileDirectory(properties);
  }

  @Bean
  @ConditionalOnExpression(WITHOUT_OPENAI)
  TextModel offlineTextModel(SandboxModelProperties properties) {
    return new OfflineTextModel(properties);
  }

  @Bean
  @ConditionalOnExpression(WITHOUT_OPENAI)
  ImageModel offlineImageModel(SandboxModelProperties properties) {
    return new OfflineImageModel(properties);
  }

  @Bean
  @ConditionalOnExpression(WITHOUT_CAMERA)
  VideoModel offlineVideoModel(SandboxVideoProperties properties) {
    return new OfflineVideoModel(properties, Clock.systemUTC());
  }

  @Bean
  @ConditionalOnExpression(
      "environment.getProperty('atelier.media-source.name', '').strip() == 'demo'")
  MediaSource demoMediaSource(MediaSourceProperties properties) {
    return new DemoMediaSource();
  }
}
