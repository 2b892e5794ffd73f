package dev.atelier.videos.generation;

import dev.atelier.home.CannotStartException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How videos are made.
 *
 * @param queueMaxsize {@code VIDEO_QUEUE_MAXSIZE}: how many may wait
 * @param workers {@code VIDEO_WORKERS}: how many are made at once, over all nodes
 * @param cooldown {@code VIDEO_CREATION_COOLDOWN_SECONDS}: pause of a user between two
 * @param statusPoll {@code VIDEO_STATUS_POLL_SECONDS}: pause between two questions to the provider
 * @param statusMaxPolls {@code VIDEO_STATUS_MAX_POLLS}: how often the provider is asked at most
 * @param deadline {@code VIDEO_GENERATION_DEADLINE_SECONDS}: longest time of one video
 * @param callbackSecret {@code VIDEO_CALLBACK_SECRET}: what a worker outside signs with; none takes
 *     no callbacks
 * @param download longest time of fetching one file
 */
@ConfigurationProperties("atelier.videos.generation")
record GenerationProperties(
    @DefaultValue("10") int queueMaxsize,
    @DefaultValue("1") int workers,
    @DefaultValue("120s") Duration cooldown,
    @DefaultValue("15s") Duration statusPoll,
    @DefaultValue("40") int statusMaxPolls,
    @DefaultValue("1800s") Duration deadline,
    @DefaultValue("") String callbackSecret,
    @DefaultValue("10m") Duration download) {

  private static final int MANY = 100_000;
  private static final Duration LONG = Duration.ofDays(1);
  private static final int SECRET_LENGTH = 32;

  GenerationProperties {
    callbackSecret = callbackSecret.strip();
    within("VIDEO_QUEUE_MAXSIZE", queueMaxsize, 1, MANY);
    within("VIDEO_WORKERS", workers, 1, 100);
    within("VIDEO_STATUS_MAX_POLLS", statusMaxPolls, 1, MANY);
    within("VIDEO_CREATION_COOLDOWN_SECONDS", cooldown, Duration.ZERO);
    within("VIDEO_STATUS_POLL_SECONDS", statusPoll, Duration.ofMillis(50));
    within("VIDEO_GENERATION_DEADLINE_SECONDS", deadline, Duration.ofSeconds(1));
    if (!callbackSecret.isEmpty() && callbackSecret.length() < SECRET_LENGTH) {
      throw new CannotStartException(
          "VIDEO_CALLBACK_SECRET must have at least " + SECRET_LENGTH + " characters");
    }
    if (!download.isPositive()) {
      throw new CannotStartException("atelier.videos.generation.download must be positive");
    }
  }

  private static void within(String setting, int value, int least, int most) {
    if (value < least || value > most) {
      throw new CannotStartException(
          "%s must be between %d and %d".formatted(setting, least, most));
    }
  }

  private static void within(String setting, Duration value, Duration least) {
    if (value.compareTo(least) < 0 || value.compareTo(LONG) > 0) {
      throw new CannotStartException(
          setting + " must be whole seconds, positive and at most a day");
    }
  }

  @Override
  public String toString() {
    return "GenerationProperties[workers=" + workers + "]";
  }
}
