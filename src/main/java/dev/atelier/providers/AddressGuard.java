package dev.atelier.providers;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.DnsResolver;
import org.springframework.boot.http.client.InetAddressFilter;

/**
 * Decides which URLs out of data may be asked for: the URL's form first, and then, when the
 * connection is made, the very address that is dialled, whatever the URL spelt.
 */
final class AddressGuard {

  private static final Set<Integer> WEB_PORTS = Set.of(80, 443);
  private static final int MAX_URL_LENGTH = 8_192;
  private static final Pattern ALLOWED_ENTRY = Pattern.compile("(.+):([0-9]{1,5})");
  private static final Pattern ILLEGAL = Pattern.compile("[\\s\"<>\\\\^`{|}]");

  /**
   * Beyond the framework's list: only global unicast is left of IPv6, which also drops addresses
   * that embed an IPv4 one; documentation space; and a cloud's host agent on a public address.
   */
  private static final InetAddressFilter PUBLIC =
      InetAddressFilter.externalAddresses()
          .and(InetAddressFilter.adapt(Inet4Address.class::isInstance).or("2000::/3"))
          .andNot("3fff::/20", "168.63.129.16/32");

  private final Set<String> allowed;
  private final Set<Integer> ports;

  AddressGuard(Collection<String> egressAllow) {
    this(egressAllow, WEB_PORTS);
  }

  /** A guard for other ports, so that tests need not listen on those of the web. */
  AddressGuard(Collection<String> egressAllow, Set<Integer> ports) {
    this.ports = Set.copyOf(ports);
    this.allowed =
        egressAllow.stream()
            .map(String::strip)
            .filter(entry -> !entry.isEmpty())
            .map(AddressGuard::entry)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static String entry(String text) {
    var matcher = ALLOWED_ENTRY.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "ATELIER_EGRESS_ALLOW must list host:port, separated by commas, but has: " + text);
    }
    return key(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  private static String key(String host, int port) {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    return bare.toLowerCase(Locale.ROOT) + " " + port;
  }

  /** Reads a URL out of data; only its form is checked here. */
  URI parse(String text) {
    return checked(read(text));
  }

  /** The URL that a redirect from another one leads to, checked like any other. */
  URI resolved(URI from, String location) {
    // A base without a path would have the reference glued to its host.
    URI base = from.getRawPath().isEmpty() ? from.resolve("/") : from;
    return checked(base.resolve(read(location)));
  }

  private static URI read(String text) {
    String url = text.strip();
    if (url.length() > MAX_URL_LENGTH) {
      throw refused("The address is longer than " + MAX_URL_LENGTH + " characters");
    }
    try {
      return new URI(encodeIllegal(url));
    } catch (URISyntaxException e) {
      throw refused("The address cannot be read");
    }
  }

  private URI checked(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw refused("Only http and https addresses are fetched");
    }
    if (url.getHost() == null || url.getHost().isEmpty()) {
      throw refused("The address names no host");
    }
    if (url.getRawUserInfo() != null) {
      throw refused("The address contains a user name");
    }
    int standard = scheme.equals("https") ? 443 : 80;
    int port = url.getPort() == -1 ? standard : url.getPort();
    if (!ports.contains(port) && !allowed.contains(key(url.getHost(), port))) {
      throw refused("Only the ports 80 and 443 are fetched from");
    }
    return url;
  }

  /** A resolver that gives only addresses that may be dialled, as the given one resolves them. */
  DnsResolver resolver(DnsResolver delegate) {
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        return reachable(host, delegate.resolve(host));
      }

      @Override
      public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        InetAddress[] found = delegate.resolve(host);
        InetAddress[] usable = allowed.contains(key(host, port)) ? found : reachable(host, found);
        return Arrays.stream(usable).map(address -> new InetSocketAddress(address, port)).toList();
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
  }

  private static InetAddress[] reachable(String host, InetAddress[] found)
      throws AddressRefusedException {
    InetAddress[] usable = Arrays.stream(found).filter(PUBLIC::matches).toArray(InetAddress[]::new);
    if (usable.length == 0) {
      throw new AddressRefusedException(host);
    }
    return usable;
  }

  private static String encodeIllegal(String url) {
    return ILLEGAL
        .matcher(url)
        .replaceAll(match -> "%%%02X".formatted((int) match.group().charAt(0)));
  }

  static ProviderException refused(String message) {
    return ProviderException.rejected("address_refused", message);
  }

  /** The host has no address that may be dialled. */
  static final class AddressRefusedException extends UnknownHostException {
    AddressRefusedException(String host) {
      super(host);
    }
  }
}
