package dev.atelier.providers.sandbox;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the sandbox behaves.
 *
 * @param delay how long each answer takes
 * @param unknownUsernames whom nobody knows
 * @param failingUsernames whose lookup fails as if the vendor were down
 */
@ConfigurationProperties("atelier.sandbox")
record SandboxProperties(
    @DefaultValue("0s") Duration delay,
    @DefaultValue List<String> unknownUsernames,
    @DefaultValue List<String> failingUsernames) {
  SandboxProperties {
    unknownUsernames = List.copyOf(unknownUsernames);
    failingUsernames = List.copyOf(failingUsernames);
  }
}
