package dev.atelier.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/** Who can reach this server, and so whether a caller must prove anything. */
@Component
class Exposure {

  private static final Set<String> PROXY_HEADERS = Set.of("forwarded", "via", "x-real-ip");
  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final boolean loopbackOnly;
  private final Set<String> hosts;

  Exposure(ServerProperties server, IdentityProperties settings) {
    this.loopbackOnly = isLoopback(server.getAddress());
    this.hosts = new HashSet<>(LOOPBACK_NAMES);
    if (!settings.baseUrl().isEmpty()) {
      hosts.add(name(URI.create(settings.baseUrl()).getAuthority()));
    }
  }

  static boolean isLoopback(@Nullable InetAddress address) {
    return address != null && address.isLoopbackAddress();
  }

  /** Whether the request may come from another machine, so that only a token makes it ours. */
  boolean tokenRequired(HttpServletRequest request) {
    return !loopbackOnly || cameThroughProxy(request);
  }

  /**
   * Whether the server was meant by the name it was called. A page elsewhere can give its own name
   * our address, but not change the name that the browser then sends.
   */
  boolean knowsHost(HttpServletRequest request) {
    String host = request.getHeader("Host");
    return host != null && hosts.contains(name(host));
  }

  private static boolean cameThroughProxy(HttpServletRequest request) {
    return Collections.list(request.getHeaderNames()).stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.startsWith("x-forwarded-") || PROXY_HEADERS.contains(name));
  }

  private static String name(String authority) {
    return authority.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
  }
}
