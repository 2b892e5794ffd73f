package dev.atelier.providers.firebase;

import dev.atelier.providers.MediaSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FirebaseConfiguration {

  @Bean
  @ConditionalOnExpression("environment.getProperty('atelier.firebase.bucket', '').blank")
  MediaSource missingMediaSource() {
    return new MissingMediaSource();
  }
}
