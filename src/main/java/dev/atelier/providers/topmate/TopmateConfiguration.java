package dev.atelier.providers.topmate;

import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.PosterTarget;
import dev.atelier.providers.ProfileDirectory;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class TopmateConfiguration {

  private static final Duration LOOKUP_DEADLINE = Duration.ofSeconds(10);
  private static final Duration SAVE_DEADLINE = Duration.ofSeconds(30);

  @Bean
  @ConditionalOnExpression("!environment.getProperty('atelier.topmate.api-url', '').blank")
  ProfileDirectory topmateProfileDirectory(
      TopmateProperties properties, OutboundHttp http, JsonMapper json) {
    return new TopmateProfileDirectory(properties.apiUrl(), http, json, LOOKUP_DEADLINE);
  }

  @Bean
  @ConditionalOnExpression("!environment.getProperty('atelier.topmate.django-url', '').blank")
  PosterTarget djangoPosterTarget(
      TopmateProperties properties, OutboundHttp http, JsonMapper json) {
    return new DjangoPosterTarget(properties.djangoUrl(), http, json, SAVE_DEADLINE);
  }
}
