package dev.atelier.providers.firebase;

import dev.atelier.home.CannotStartException;
import dev.atelier.providers.MediaSource;
import dev.atelier.providers.MediaSourceProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression(
    "environment.getProperty('atelier.media-source.name', '').strip() != 'demo'")
class FirebaseConfiguration {

  private static final String WITHOUT_BUCKET =
      "environment.getProperty('atelier.firebase.bucket', '').blank";

  @Bean
  @ConditionalOnExpression("!" + WITHOUT_BUCKET)
  FirebaseMediaSource firebaseMediaSource(
      FirebaseProperties properties, MediaSourceProperties source) {
    return new FirebaseMediaSource(FirebaseAccess.open(properties));
  }

  @Bean
  @ConditionalOnExpression(WITHOUT_BUCKET)
  MediaSource missingMediaSource(FirebaseProperties properties, MediaSourceProperties source) {
    if (source.name().equals("firebase")) {
      throw new CannotStartException(
          "FIREBASE_STORAGE_BUCKET is missing, though ATELIER_ARCHIVE_SOURCE is firebase");
    }
    return new MissingMediaSource();
  }
}
