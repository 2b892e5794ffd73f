package dev.atelier.videos.generation;

import dev.atelier.providers.ProviderException;
import dev.atelier.providers.ProviderException.Reason;
import dev.atelier.providers.VideoModel;
import dev.atelier.providers.VideoModel.Progress;
import dev.atelier.providers.VideoModel.Submitted;
import dev.atelier.videos.VideoRepository;
import dev.atelier.videos.generation.Generation.Submission;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The steps of making a video. What a provider was sent is noted before it is sent, and what it
 * calls the work as soon as that is known, so that no crash makes it film twice.
 *
 * <p>Thread-safe. No transaction may be open during a step.
 */
@Component
class Filming {

  /** How a step ended. */
  sealed interface Next {

    /** There is more to do, after a while. */
    record Later(Duration pause) implements Next {}

    /** There is no more to do but this, in a transaction. */
    record Over(Runnable ending) implements Next {}
  }

  static final String TIMED_OUT = "Video generation timed out";

  /** Nobody asks a provider about one video more often. */
  static final Duration ASK_PAUSE = Duration.ofSeconds(2);

  private static final Logger log = LoggerFactory.getLogger(Filming.class);
  private static final int MOST_REFUSALS = 3;
  private static final int MOST_FAILED_STARTS = 3;

  /** How often the provider says that it never took a prompt before it is sent again. */
  private static final int LOOKUPS = 2;

  private final VideoModel model;
  private final GenerationRepository generations;
  private final GenerationQueue queue;
  private final GenerationEvents events;
  private final VideoRepository videos;
  private final Footage footage;
  private final GenerationProperties properties;
  private final TransactionTemplate transactions;

  Filming(
      VideoModel model,
      GenerationRepository generations,
      GenerationQueue queue,
      GenerationEvents events,
      VideoRepository videos,
      Footage footage,
      GenerationProperties properties,
      TransactionTemplate transactions) {
    this.model = model;
    this.generations = generations;
    this.queue = queue;
    this.events = events;
    this.videos = videos;
    this.footage = footage;
    this.properties = properties;
    this.transactions = transactions;
  }

  /** Takes the next step of a running generation. */
  Next advance(Generation generation) {
    if (generation.callback() != null) {
      return footage.told(generation);
    }
    if (generation.late()) {
      return failed(generation, TIMED_OUT);
    }
    String provider = generation.provider();
    if (provider != null && !provider.equals(model.name())) {
      return failed(generation, "It was begun with " + provider + ", which is not set up any more");
    }
    return generation.operation() == null ? submit(generation) : poll(generation);
  }

  private Next submit(Generation generation) {
    return generation.submission() == Submission.SENDING ? lookUp(generation) : send(generation);
  }

  private Next send(Generation generation) {
    if (!generations.sending(generation.id(), model.name())) {
      return over();
    }
    transactions.executeWithoutResult(status -> {
      if (videos.start(generation.video())) {
        events.told(generation.video());
      }
    });
    try {
      return taken(generation, model.submit(generation.request()));
    } catch (ProviderException e) {
      return notTaken(generation, e);
    }
  }

  private Next notTaken(Generation generation, ProviderException failure) {
    log.info("Video {} was not taken: {}", generation.video(), failure.getMessage());
    return switch (failure.reason()) {
      case REJECTED, REFUSES_ALL -> failed(generation, failure.getMessage());
      case THROTTLED -> {
        generations.submission(generation.id(), Submission.REFUSED);
        yield later(failure);
      }
      case TIMED_OUT, UNAVAILABLE -> {
        if (generations.refused(generation.id()) >= MOST_FAILED_STARTS) {
          yield failed(generation, failure.getMessage());
        }
        boolean doubtful =
            failure.reason() == Reason.TIMED_OUT
                || failure.code().equals("upstream_invalid_response");
        if (!doubtful && !model.findsByScene()) {
          generations.submission(generation.id(), Submission.REFUSED);
        }
        yield later(failure);
      }
    };
  }

  /** Finds out whether the provider took a prompt before its answer got lost. */
  private Next lookUp(Generation generation) {
    if (!model.findsByScene()) {
      return failed(
          generation,
          "Nobody knows whether the provider took the prompt, so it is not sent a second time");
    }
    Optional<Submitted> found;
    try {
      found = model.find(generation.request());
    } catch (ProviderException e) {
      return troubled(generation, e);
    }
    if (found.isPresent()) {
      return taken(generation, found.get());
    }
    if (model.offline() || generation.lookups() + 1 >= LOOKUPS) {
      return send(generation);
    }
    generations.lookedUp(generation.id());
    return new Next.Later(properties.statusPoll());
  }

  private Next taken(Generation generation, Submitted submitted) {
    boolean named =
        Boolean.TRUE.equals(
            transactions.execute(status -> {
              generations.submission(generation.id(), Submission.TAKEN);
              generations.answered(generation.id());
              return videos.nameOperation(generation.video(), submitted.operation(), null);
            }));
    if (!named) {
      return over();
    }
    return generations
        .find(generation.id())
        .filter(Generation::running)
        .map(this::poll)
        .orElseGet(Filming::over);
  }

  private Next poll(Generation generation) {
    Duration pause =
        properties.statusPoll().compareTo(ASK_PAUSE) < 0 ? properties.statusPoll() : ASK_PAUSE;
    if (!generations.mayAsk(generation.id(), pause, true)) {
      return new Next.Later(pause);
    }
    try {
      Progress progress = ask(generation);
      if (generation.trouble() > 0) {
        generations.answered(generation.id());
      }
      return concluded(generation, progress)
          .orElseGet(() ->
              isLast(generation)
                  ? failed(generation, TIMED_OUT)
                  : new Next.Later(properties.statusPoll()));
    } catch (ProviderException e) {
      return troubled(generation, e);
    }
  }

  /** What the provider says of the video now. */
  Progress ask(Generation generation) {
    return model
        .poll(Objects.requireNonNull(generation.operation()), generation.request())
        .progress();
  }

  /**
   * How the generation ends; nothing while the provider works on it.
   *
   * @throws ProviderException when the files cannot be had now
   */
  Optional<Next> concluded(Generation generation, Progress progress) {
    return switch (progress) {
      case Progress.Done done -> Optional.of(footage.keep(generation, done));
      case Progress.Failed(String code, String message) -> Optional.of(failed(generation, message));
      case Progress.Pending(), Progress.Processing(), Progress.Unclear() -> Optional.empty();
    };
  }

  /** One question that is refused does not end a job; the same refusal over and over does. */
  private Next troubled(Generation generation, ProviderException failure) {
    int refusals = generations.refused(generation.id());
    log.info("Video {}: {} ({})", generation.video(), failure.getMessage(), refusals);
    boolean persistent = failure.reason() == Reason.REJECTED && refusals >= MOST_REFUSALS;
    if (persistent || refusals >= properties.statusMaxPolls() || isLast(generation)) {
      return failed(generation, TIMED_OUT + "; the last answer was: " + failure.getMessage());
    }
    return later(failure);
  }

  private boolean isLast(Generation generation) {
    return generation.polls() + 1 >= properties.statusMaxPolls();
  }

  private Next later(ProviderException failure) {
    Duration asked = failure.retryAfter();
    Duration pause = properties.statusPoll();
    return new Next.Later(asked == null || asked.compareTo(pause) < 0 ? pause : asked);
  }

  private Next failed(Generation generation, String reason) {
    return new Next.Over(() -> queue.fail(generation, reason));
  }

  private static Next over() {
    return new Next.Over(() -> {});
  }
}
