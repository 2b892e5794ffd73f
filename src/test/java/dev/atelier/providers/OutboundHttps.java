package dev.atelier.providers;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Makes clients for tests. */
public final class OutboundHttps {

  /** What these clients take for the present. */
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private OutboundHttps() {}

  /** A client whose guard allows the given {@code host:port} pairs. */
  public static OutboundHttp allowing(String... hosts) {
    return resolving(SystemDefaultDnsResolver.INSTANCE, hosts);
  }

  static OutboundHttp resolving(DnsResolver resolver, String... hosts) {
    return guardedBy(new AddressGuard(List.of(hosts)), resolver);
  }

  /** A client that may use no port but one, so that only the address decides. */
  static OutboundHttp onPort(int port, DnsResolver resolver, String... hosts) {
    return guardedBy(new AddressGuard(List.of(hosts), Set.of(port)), resolver);
  }

  private static OutboundHttp guardedBy(AddressGuard guard, DnsResolver resolver) {
    return new OutboundHttp(
        guard, resolver, new SimpleMeterRegistry(), Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
