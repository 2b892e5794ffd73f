package dev.atelier.providers.sandbox;

import dev.atelier.providers.ProfileDirectory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SandboxConfiguration {

  @Bean
  @ConditionalOnExpression("environment.getProperty('atelier.topmate.api-url', '').blank")
  ProfileDirectory offlineProfileDirectory(SandboxProperties properties) {
    return new OfflineProfileDirectory(properties);
  }
}
