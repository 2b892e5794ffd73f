package dev.atelier.videos.generation;

import dev.atelier.http.Problem;
import dev.atelier.identity.Member;
import dev.atelier.jobs.Jobs;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.VideoModel.Progress;
import dev.atelier.videos.Video;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.VideoRepository;
import dev.atelier.videos.VideoStatus;
import dev.atelier.videos.Videos;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks at once how far a video is, for an owner who does not want to wait for the queue to. Also
 * finds videos whose job gave up too early.
 *
 * <p>Thread-safe. However many ask, the provider is asked once in two seconds.
 */
@Component
class Syncs {

  private static final Duration WAIT = Duration.ofSeconds(5);

  private final VideoRepository videos;
  private final GenerationRepository generations;
  private final Filming filming;
  private final Jobs jobs;

  Syncs(VideoRepository videos, GenerationRepository generations, Filming filming, Jobs jobs) {
    this.videos = videos;
    this.generations = generations;
    this.filming = filming;
    this.jobs = jobs;
  }

  /**
   * The video as it is now.
   *
   * @param operation what the caller believes the provider calls it; null where they do not say
   * @param scene the same for its scene
   * @throws Problem 404, 403 for another's video, 409 for another operation or scene, 400 where
   *     there is nothing to ask about, 502 to 504 when the provider does not answer
   */
  Video sync(Member member, VideoId id, @Nullable String operation, @Nullable String scene) {
    Video video = videos.find(id).orElseThrow(Videos::notFound);
    if (!video.owner().equals(member.id())) {
      throw Problem.forbidden("not_the_owner", "Only the owner can sync this video");
    }
    requireSame("operationName", operation, video.work().operationName());
    requireSame("sceneId", scene, video.work().sceneId());
    Generation generation = generations.of(id).orElse(null);
    if (video.status() == VideoStatus.COMPLETED || (generation != null && isOnItsWay(generation))) {
      return video;
    }
    if (generation == null || generation.operation() == null) {
      throw Problem.malformed("nothing_to_sync", "Video is missing Flow metadata for polling");
    }
    if (generations.mayAsk(generation.id(), Filming.ASK_PAUSE, false)) {
      look(generation);
    }
    return videos.find(id).orElseThrow(Videos::notFound);
  }

  /** Waiting for its turn, or for the provider to name the work. */
  private static boolean isOnItsWay(Generation generation) {
    return generation.state() == Generation.State.QUEUED
        || (generation.running() && generation.operation() == null);
  }

  /** What a caller sends can only be what we know: nobody attaches another's work to a video. */
  private static void requireSame(String field, @Nullable String given, @Nullable String known) {
    if (given != null && !given.equals(known)) {
      throw Problem.conflict("other_operation", "The " + field + " is not the one of this video");
    }
  }

  private void look(Generation generation) {
    try {
      Progress progress = filming.ask(generation);
      if (!generation.running() && !(progress instanceof Progress.Done)) {
        return;
      }
      filming
          .concluded(generation, progress)
          .ifPresent(next -> {
            if (next instanceof Filming.Next.Over(Runnable ending)) {
              ending.run();
              if (generation.batch() != null) {
                jobs.hasten(generation.batch());
              }
            }
          });
    } catch (ProviderException e) {
      throw problem(e);
    }
  }

  private static Problem problem(ProviderException failure) {
    Problem problem =
        Problem.unavailable(
            failure.code(),
            "Failed to poll Flow status: " + failure.getMessage(),
            failure.retryAfter() == null ? WAIT : failure.retryAfter(),
            failure);
    return switch (failure.reason()) {
      case REJECTED, REFUSES_ALL -> problem.withStatus(502);
      case TIMED_OUT -> problem.withStatus(504);
      case THROTTLED, UNAVAILABLE -> problem;
    };
  }
}
