package dev.atelier.providers.gcs;

import dev.atelier.home.CannotStartException;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which bucket holds media.
 *
 * @param bucket {@code GCP_MEDIA_BUCKET}
 * @param endpoint another server that speaks the API of Cloud Storage, and asks for no credentials
 * @param baseUrl {@code GCP_MEDIA_BASE_URL}: where anybody may read the bucket's objects
 */
@ConfigurationProperties("atelier.gcs")
record GcsProperties(
    @DefaultValue("") String bucket,
    @DefaultValue("") String endpoint,
    @DefaultValue("") String baseUrl) {

  GcsProperties {
    bucket = bucket.strip().replaceFirst("^gs://", "").replaceFirst("/+$", "");
    endpoint = endpoint.strip().replaceFirst("/+$", "");
    baseUrl = baseUrl.strip().replaceFirst("/+$", "");
    if (!bucket.isEmpty() && !bucket.matches("[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]")) {
      throw new CannotStartException("GCP_MEDIA_BUCKET must be the name of a bucket");
    }
    if (!baseUrl.isEmpty() && !isWeb(baseUrl)) {
      throw new CannotStartException(
          "GCP_MEDIA_BASE_URL must be an absolute http or https URL without a query");
    }
  }

  private static boolean isWeb(String text) {
    try {
      URI url = URI.create(text);
      return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null
          && url.getRawQuery() == null
          && url.getRawFragment() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
