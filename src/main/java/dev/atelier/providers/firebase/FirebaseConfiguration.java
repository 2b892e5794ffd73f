package dev.atelier.providers.firebase;

import dev.atelier.providers.MediaSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression(
    "!'demo'.equals(environment.getProperty('atelier.media-source.name', '').strip())")
class FirebaseConfiguration {

  private static final String WITHOUT_BUCKET =
      "environment.getProperty('atelier.firebase.bucket', '').blank";

  @Bean
  @ConditionalOnExpression("!" + WITHOUT_BUCKET)
  FirebaseMediaSource firebaseMediaSource(FirebaseProperties properties) {
    return new FirebaseMediaSource(FirebaseAccess.open(properties));
  }

  @Bean
  @ConditionalOnExpression(WITHOUT_BUCKET)
  MediaSource missingMediaSource() {
    return new MissingMediaSource();
  }
}
