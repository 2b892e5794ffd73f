package dev.atelier.providers.topmate;

import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.ProfileDirectory;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!environment.getProperty('atelier.topmate.api-url', '').blank")
class TopmateConfiguration {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @Bean
  ProfileDirectory topmateProfileDirectory(
      TopmateProperties properties, OutboundHttp http, JsonMapper json) {
    return new TopmateProfileDirectory(properties.apiUrl(), http, json, DEADLINE);
  }
}
