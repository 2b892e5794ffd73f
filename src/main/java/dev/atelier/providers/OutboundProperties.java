package dev.atelier.providers;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of calls to other hosts.
 *
 * @param egressAllow {@code host:port} pairs that the guarded client may reach although its address
 *     filter would refuse them
 */
@ConfigurationProperties("atelier.providers")
record OutboundProperties(@DefaultValue List<String> egressAllow) {
  OutboundProperties {
    egressAllow = List.copyOf(egressAllow);
  }
}
