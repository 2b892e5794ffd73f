package dev.atelier.providers.gcs;

import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import dev.atelier.home.AtelierHome;
import dev.atelier.home.CannotStartException;
import dev.atelier.providers.ObjectStore;
import dev.atelier.providers.ProviderException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "atelier.storage.backend", havingValue = "gcp")
class GcsConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(GcsConfiguration.class);
  private static final String SCOPE = "https://www.googleapis.com/auth/devstorage.read_write";
  private static final int CONNECT_MILLIS = 5_000;
  private static final int SILENCE_MILLIS = 30_000;

  @Bean
  ObjectStore gcsObjectStore(GcsProperties properties, AtelierHome home) throws IOException {
    if (properties.bucket().isEmpty()) {
      throw new CannotStartException(
          "GCP_MEDIA_BUCKET must name the bucket for MEDIA_STORAGE_BACKEND=gcp");
    }
    ObjectStore store =
        new GcsObjectStore(client(properties), properties, home.directory("uploads"));
    try {
      store.check();
    } catch (ProviderException e) {
      if (e.reason() == ProviderException.Reason.REFUSES_ALL) {
        throw new CannotStartException(e.getMessage(), e);
      }
      LOG.warn("The bucket cannot be reached yet; what is made waits for it: {}", e.getMessage());
    }
    return store;
  }

  static Storage client(GcsProperties properties) {
    StorageOptions.Builder options =
        StorageOptions.newBuilder()
            .setProjectId("unused")
            .setTransportOptions(
                StorageOptions.getDefaultHttpTransportOptions().toBuilder()
                    .setConnectTimeout(CONNECT_MILLIS)
                    .setReadTimeout(SILENCE_MILLIS)
                    .build())
            // Whoever calls tries again, and knows how often it did.
            .setRetrySettings(RetrySettings.newBuilder().setMaxAttempts(1).build());
    if (properties.endpoint().isEmpty()) {
      options.setCredentials(credentials());
    } else {
      options.setHost(properties.endpoint()).setCredentials(NoCredentials.getInstance());
    }
    return options.build().getService();
  }

  private static Credentials credentials() {
    try {
      return GoogleCredentials.getApplicationDefault().createScoped(SCOPE);
    } catch (IOException e) {
      throw new CannotStartException(
          "MEDIA_STORAGE_BACKEND is gcp but Google's credentials are not found; name their file in"
              + " GOOGLE_APPLICATION_CREDENTIALS");
    }
  }
}
