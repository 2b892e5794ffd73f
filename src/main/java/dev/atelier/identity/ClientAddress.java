package dev.atelier.identity;

import dev.atelier.home.CannotStartException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * The address that attempts and requests are counted by, and viewers that are not known.
 *
 * <p>Thread-safe.
 */
@Component
public class ClientAddress {

  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  private final List<IpAddressMatcher> proxies;

  ClientAddress(IdentityProperties settings) {
    this.proxies = settings.trustedProxies().stream().map(ClientAddress::matcher).toList();
  }

  /**
   * The peer; or where the peer is a trusted proxy, the client it names last, which is the one that
   * the proxy has seen itself.
   */
  public String of(HttpServletRequest request) {
    String peer = request.getRemoteAddr();
    String forwarded = request.getHeader("X-Forwarded-For");
    if (forwarded == null || proxies.stream().noneMatch(proxy -> proxy.matches(peer))) {
      return peer;
    }
    String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    return ADDRESS.matcher(last).matches() ? last : peer;
  }

  private static IpAddressMatcher matcher(String proxy) {
    try {
      return new IpAddressMatcher(proxy);
    } catch (IllegalArgumentException e) {
      throw new CannotStartException(
          "TRUSTED_PROXIES: " + proxy + " is no address and no network such as 10.0.0.0/8", e);
    }
  }
}
