package dev.atelier.storage;

import java.net.URI;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where browsers find this server. */
@Component
class PublicAddress {

  private final StorageProperties properties;
  private final Environment environment;

  PublicAddress(StorageProperties properties, Environment environment) {
    this.properties = properties;
    this.environment = environment;
  }

  URI url(MediaKey key) {
    return URI.create(base() + "/media/" + key);
  }

  private String base() {
    if (!properties.baseUrl().isEmpty()) {
      return properties.baseUrl();
    }
    // The port is known only once the server listens, where the configured one is 0.
    String configured = environment.getProperty("server.port", "8080");
    return "http://127.0.0.1:" + environment.getProperty("local.server.port", configured);
  }
}
