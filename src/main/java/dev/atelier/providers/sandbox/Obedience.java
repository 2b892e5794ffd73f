package dev.atelier.providers.sandbox;

import dev.atelier.providers.Prompt;
import dev.atelier.providers.ProviderException;
import java.time.Duration;

/** Is slow, or fails, as it was told to. */
final class Obedience {

  private final SandboxModelProperties properties;

  Obedience(SandboxModelProperties properties) {
    this.properties = properties;
  }

  /** Takes its time, and then throws what the settings ask for, if anything. */
  void obey(Prompt prompt, Duration delay) {
    pause(delay);
    String topic = prompt.data().getOrDefault(Prompt.TOPIC, "");
    if (properties.outOfMoney()) {
      throw ProviderException.refusesAll(
          "insufficient_quota", "The offline model was told that there is no money left");
    }
    if (properties.refusedTopics().contains(topic)) {
      throw ProviderException.rejected(
          "content_refused", "The offline model was told to refuse this topic");
    }
    if (properties.failingTopics().contains(topic)) {
      throw ProviderException.unavailable(
          "sandbox_failure", "The offline model was told to fail for this topic", null);
    }
  }

  private static void pause(Duration delay) {
    if (delay.isZero()) {
      return;
    }
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProviderException.unavailable("interrupted", "The call was stopped", e);
    }
  }
}
