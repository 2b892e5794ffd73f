package dev.atelier.storage;

import java.net.InetAddress;
import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where browsers find this server. */
@Component
class PublicAddress {

  /** Also none at all, which means this machine's. */
  private static final Pattern LOOPBACK =
      Pattern.compile("(https?://(localhost|127(\\.\\d+){3}|\\[::1])(:\\d+)?(/.*)?)?");

  private final StorageProperties properties;
  private final ServerProperties server;
  private final Environment environment;

  PublicAddress(StorageProperties properties, ServerProperties server, Environment environment) {
    this.properties = properties;
    this.server = server;
    this.environment = environment;
  }

  URI url(MediaKey key) {
    return URI.create(base() + "/media/" + key);
  }

  /** Whether this server is meant for others than programs of its own machine. */
  boolean reachesOthers() {
    InetAddress listening = server.getAddress();
    boolean everywhere = listening != null && !listening.isLoopbackAddress();
    return everywhere || !LOOPBACK.matcher(properties.baseUrl()).matches();
  }

  /** Below the base that is set for media, which need not name a host. */
  String reference(MediaKey key) {
    return properties.publicBase() + "/" + key;
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
