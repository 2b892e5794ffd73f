package dev.atelier.providers.sandbox;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the offline writer and painter behave.
 *
 * @param textDelay how long each text takes
 * @param imageDelay how long each picture takes
 * @param refusedTopics topics that a model would not touch
 * @param failingTopics topics whose calls fail as if the vendor were down
 * @param outOfMoney whether every call is refused for want of money
 */
@ConfigurationProperties("atelier.sandbox.models")
record SandboxModelProperties(
    @DefaultValue("0s") Duration textDelay,
    @DefaultValue("0s") Duration imageDelay,
    @DefaultValue List<String> refusedTopics,
    @DefaultValue List<String> failingTopics,
    @DefaultValue("false") boolean outOfMoney) {
  SandboxModelProperties {
    refusedTopics = List.copyOf(refusedTopics);
    failingTopics = List.copyOf(failingTopics);
  }
}
