package dev.atelier.storage;

import dev.atelier.home.CannotStartException;
import java.net.URI;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param baseUrl where browsers find this server; empty for its loopback address
 * @param backend {@code MEDIA_STORAGE_BACKEND}, which the adapters read
 * @param publicBase {@code MEDIA_PUBLIC_BASE}: what the addresses of videos start with
 */
@ConfigurationProperties("atelier.storage")
record StorageProperties(
    @DefaultValue("") String baseUrl,
    @DefaultValue("/media") String publicBase,
    @DefaultValue("") String backend) {

  StorageProperties {
    if (!Set.of("", "local", "s3", "gcp").contains(backend.strip())) {
      throw new CannotStartException("MEDIA_STORAGE_BACKEND must be local, s3 or gcp");
    }
    publicBase = publicBase.strip().replaceFirst("/+$", "");
    if (!publicBase.matches("(https?://[^\\s/?#]+)?(/[A-Za-z0-9._~/-]*)?")
        || publicBase.isEmpty()) {
      throw new CannotStartException(
          "MEDIA_PUBLIC_BASE must be a path such as /media, or an http or https URL");
    }
    baseUrl = baseUrl.strip().replaceFirst("/+$", "");
    if (!baseUrl.isEmpty() && !isHttp(URI.create(baseUrl))) {
      throw new IllegalArgumentException("BASE_URL must be an absolute http or https URL");
    }
  }

  private static boolean isHttp(URI url) {
    return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getHost() != null;
  }
}
