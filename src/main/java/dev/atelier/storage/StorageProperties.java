package dev.atelier.storage;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param baseUrl where browsers find this server; empty for its loopback address
 */
@ConfigurationProperties("atelier.storage")
record StorageProperties(@DefaultValue("") String baseUrl) {
  StorageProperties {
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
