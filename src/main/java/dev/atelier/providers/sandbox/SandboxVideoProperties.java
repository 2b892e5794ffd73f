package dev.atelier.providers.sandbox;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the offline camera behaves.
 *
 * @param delay how long each film takes, besides its making
 * @param length how long each film lasts
 * @param refusedPrompts what a model would not touch
 * @param failingPrompts whose calls fail as if the vendor were down
 */
@ConfigurationProperties("atelier.sandbox.videos")
record SandboxVideoProperties(
    @DefaultValue("0s") Duration delay,
    @DefaultValue("4s") Duration length,
    @DefaultValue List<String> refusedPrompts,
    @DefaultValue List<String> failingPrompts) {
  SandboxVideoProperties {
    refusedPrompts = List.copyOf(refusedPrompts);
    failingPrompts = List.copyOf(failingPrompts);
  }
}
