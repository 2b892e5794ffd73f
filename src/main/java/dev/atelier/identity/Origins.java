package dev.atelier.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The pages that may call this server: its own, and those that the operator lists. */
@Component
public class Origins {

  private final Set<String> listed;
  private final @Nullable String base;

  Origins(IdentityProperties settings) {
    this.listed = new HashSet<>(settings.corsOrigins());
    this.base = settings.baseUrl().isEmpty() ? null : origin(URI.create(settings.baseUrl()));
    if (base != null) {
      listed.add(base);
    }
    listed.remove("null");
    listed.remove("*");
  }

  /** The origin that a browser names, or null. */
  static @Nullable String of(HttpServletRequest request) {
    return request.getHeader("Origin");
  }

  /** Whether the browser says that our own page sends the request. */
  public boolean isOwnPage(HttpServletRequest request) {
    String origin = of(request);
    return origin == null
        ? "same-origin".equals(request.getHeader("Sec-Fetch-Site"))
        : origin.equals(own(request)) || origin.equals(base);
  }

  /** Whether that origin is our own page or a listed one, character by character. */
  public boolean allows(HttpServletRequest request, String origin) {
    return listed.contains(origin) || origin.equals(own(request));
  }

  /** Whether the request reached the proxy before us, or us, over TLS. */
  static boolean isEncrypted(HttpServletRequest request) {
    return scheme(request).equals("https");
  }

  // A page elsewhere cannot send the proxy's headers: they need a preflight that we refuse.
  private static String own(HttpServletRequest request) {
    String forwarded = request.getHeader("X-Forwarded-Host");
    String host = forwarded == null ? request.getHeader("Host") : forwarded;
    return scheme(request) + "://" + host;
  }

  private static String scheme(HttpServletRequest request) {
    String forwarded = request.getHeader("X-Forwarded-Proto");
    return forwarded == null ? request.getScheme() : forwarded.toLowerCase(Locale.ROOT);
  }

  private static String origin(URI url) {
    return url.getScheme() + "://" + url.getAuthority();
  }
}
