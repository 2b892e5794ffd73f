package dev.atelier.videos.generation;

import dev.atelier.http.Problem;
import dev.atelier.identity.Member;
import dev.atelier.jobs.Jobs;
import dev.atelier.videos.NewVideo;
import dev.atelier.videos.Profiles;
import dev.atelier.videos.Video;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.Videos;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Has videos made.
 *
 * <p>Thread-safe.
 */
@Component
class Creations {

  private static final int SEEDS = 1_000_000;

  private final Profiles profiles;
  private final Videos videos;
  private final GenerationQueue queue;
  private final GenerationRepository generations;
  private final Jobs jobs;

  Creations(
      Profiles profiles,
      Videos videos,
      GenerationQueue queue,
      GenerationRepository generations,
      Jobs jobs) {
    this.profiles = profiles;
    this.videos = videos;
    this.queue = queue;
    this.generations = generations;
    this.jobs = jobs;
  }

  /**
   * Has a prompt made into a video.
   *
   * @throws Problem 422 for a source that the member cannot see, 429, 503 as the queue says
   */
  Video create(Member member, CreationForm form) {
    UUID source = form.sourceVideoId();
    if (source != null && !canSee(member, source)) {
      throw Problem.invalid(
          "validation_failed",
          "The source is no video",
          new Problem.FieldError("sourceVideoId", "is the id of no video", null));
    }
    return add(
        member,
        new NewVideo(
            VideoId.next(),
            member.id(),
            form.prompt(),
            form.sceneId() == null ? UUID.randomUUID().toString() : form.sceneId(),
            form.seed() == null ? seed() : form.seed(),
            form.videoModelKey(),
            form.aspectRatio(),
            source == null ? null : new VideoId(source)));
  }

  private boolean canSee(Member member, UUID source) {
    try {
      videos.find(new VideoId(source), member.id());
      return true;
    } catch (Problem _) {
      return false;
    }
  }

  /** Has the same made once more, for whoever asks, with other luck. */
  Video recreate(Member member, VideoId id) {
    Video source = videos.find(id, member.id());
    return add(
        member,
        new NewVideo(
            VideoId.next(),
            member.id(),
            source.prompt(),
            UUID.randomUUID().toString(),
            seed(),
            source.work().modelKey(),
            source.work().aspectRatio(),
            id));
  }

  private Video add(Member member, NewVideo video) {
    profiles.ensure(member);
    Video added;
    try {
      added = queue.add(video);
    } catch (DuplicateKeyException e) {
      throw Problem.conflict("scene_in_use", "There is a video with this sceneId already");
    }
    profiles.touch(member.id());
    return added;
  }

  private static int seed() {
    return ThreadLocalRandom.current().nextInt(SEEDS);
  }

  /**
   * Gives a video of the member's up that is not made yet.
   *
   * @throws Problem 404, or 400 when there is nothing to give up
   */
  Video cancel(Member member, VideoId id) {
    Video video = own(member, id);
    Generation generation = generations.of(id).orElse(null);
    if (generation == null || !queue.cancel(generation)) {
      throw Problem.malformed("job_ended", "Job cannot be cancelled");
    }
    // What runs ends by itself; what sleeps would only find out later.
    generations.of(id).map(Generation::batch).ifPresent(jobs::cancel);
    return videos.find(video.id(), member.id());
  }

  /** A video of the member's; that of another is as good as none. */
  Video own(@Nullable Member member, VideoId id) {
    Video video = videos.find(id, member == null ? null : member.id());
    if (member == null || !video.owner().equals(member.id())) {
      throw Videos.notFound();
    }
    return video;
  }
}
