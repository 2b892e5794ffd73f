package dev.atelier.providers.s3;

import dev.atelier.home.AtelierHome;
import dev.atelier.home.CannotStartException;
import dev.atelier.providers.ObjectStore;
import dev.atelier.providers.ProviderException;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression(
    "environment.getProperty('atelier.storage.backend', '').strip() == 's3'"
        + " || (environment.getProperty('atelier.storage.backend', '').blank"
        + " && !environment.getProperty('atelier.s3.bucket', '').blank)")
class S3Configuration {

  private static final Logger LOG = LoggerFactory.getLogger(S3Configuration.class);

  @Bean
  ObjectStore s3ObjectStore(S3Properties properties, AtelierHome home) throws IOException {
    if (properties.bucket().isEmpty()) {
      throw new CannotStartException(
          "AWS_S3_BUCKET must name the bucket for MEDIA_STORAGE_BACKEND=s3");
    }
    S3Bucket bucket = S3Bucket.open(properties, credentials());
    Path uploads = home.directory("uploads");
    S3ObjectStore store = new S3ObjectStore(bucket, uploads);
    try {
      store.check();
    } catch (ProviderException e) {
      if (e.reason() == ProviderException.Reason.REFUSES_ALL) {
        store.close();
        throw new CannotStartException(e.getMessage(), e);
      }
      LOG.warn("The bucket cannot be reached yet; what is made waits for it: {}", e.getMessage());
    }
    return store;
  }

  /** Asked for once now, so that a forgotten setting is not found out in the middle of a run. */
  private static AwsCredentialsProvider credentials() {
    AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
    try {
      credentials.resolveCredentials();
      return credentials;
    } catch (SdkClientException e) {
      throw new CannotStartException(
          "AWS_S3_BUCKET is set, but there are no credentials: set AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY, or another source that the AWS SDK knows",
          e);
    }
  }
}
