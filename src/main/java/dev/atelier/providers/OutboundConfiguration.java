package dev.atelier.providers;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutboundConfiguration {

  private static final Duration IMAGE_DEADLINE = Duration.ofSeconds(10);

  @Bean
  OutboundHttp outboundHttp(OutboundProperties properties, MeterRegistry meters) {
    return new OutboundHttp(
        new AddressGuard(properties.egressAllow()),
        SystemDefaultDnsResolver.INSTANCE,
        meters,
        Clock.systemUTC());
  }

  @Bean
  RemoteImages remoteImages(OutboundHttp http) {
    return new RemoteImages(http, IMAGE_DEADLINE);
  }
}
