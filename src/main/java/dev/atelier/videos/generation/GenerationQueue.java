package dev.atelier.videos.generation;

import dev.atelier.http.Problem;
import dev.atelier.identity.UserId;
import dev.atelier.jobs.BatchId;
import dev.atelier.jobs.Jobs;
import dev.atelier.jobs.Jobs.NewBatch;
import dev.atelier.jobs.Jobs.NewItem;
import dev.atelier.videos.NewVideo;
import dev.atelier.videos.Video;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.VideoRepository;
import dev.atelier.videos.Videos;
import dev.atelier.videos.generation.AssetFiles.Kept;
import dev.atelier.videos.generation.Generation.State;
import dev.atelier.videos.generation.QueueRepository.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one queue of all nodes: few enough are worked on at once, in the order they came, and no more
 * wait than may. Every change holds the queue, so that all of it is exact.
 *
 * <p>Thread-safe. Within one transaction the queue is held before any row of a video.
 */
@Component
class GenerationQueue {

  static final String KIND = "videos";

  private static final Logger log = LoggerFactory.getLogger(GenerationQueue.class);
  private static final Duration GUESS = Duration.ofSeconds(90);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int LONGEST_NAME = 200;

  private final QueueRepository queue;
  private final VideoRepository videos;
  private final Videos finished;
  private final Jobs jobs;
  private final GenerationEvents events;
  private final GenerationProperties properties;

  GenerationQueue(
      QueueRepository queue,
      VideoRepository videos,
      Videos finished,
      Jobs jobs,
      GenerationEvents events,
      GenerationProperties properties) {
    this.queue = queue;
    this.videos = videos;
    this.finished = finished;
    this.jobs = jobs;
    this.events = events;
    this.properties = properties;
  }

  /**
   * Lets a new video in, all or nothing.
   *
   * @throws Problem 429 while its owner has to wait, 503 {@code queue_full}
   */
  @Transactional
  public Video add(NewVideo wanted) {
    queue.hold();
    requireCool(wanted.owner());
    QueueRepository.Load load = queue.load();
    boolean startsAtOnce = load.running() < properties.workers() && load.queued() == 0;
    if (!startsAtOnce && load.queued() >= properties.queueMaxsize()) {
      throw Problem.unavailable(
          "queue_full",
          "Too many videos are waiting to be made; try again later",
          atLeast(pace().dividedBy(properties.workers())),
          null);
    }
    Video video = videos.insert(wanted);
    UUID job = queue.add(video);
    if (properties.cooldown().isPositive()) {
      queue.coolDown(video.owner(), job, properties.cooldown());
    }
    startSome(List.of());
    return video;
  }

  private void requireCool(UserId user) {
    Duration left = queue.cooldown(user);
    if (left.isPositive()) {
      long seconds = Math.max(1, (left.toMillis() + 999) / 1_000);
      throw Problem.throttled(
          "cooldown",
          "Please wait %d seconds before creating another video".formatted(seconds),
          Duration.ofSeconds(seconds));
    }
  }

  /** Ends a running job with its files, unless it has ended already. */
  @Transactional
  public boolean succeed(Generation generation, Kept files) {
    queue.hold();
    if (!queue.end(generation.id(), State.RUNNING, State.SUCCEEDED, null, files.videoUrl())) {
      return false;
    }
    publish(generation, files);
    return true;
  }

  /** Makes up for a failure that turns out to be none. */
  @Transactional
  public boolean revive(Generation generation, Kept files) {
    queue.hold();
    if (!queue.end(generation.id(), State.FAILED, State.SUCCEEDED, null, files.videoUrl())) {
      return false;
    }
    publish(generation, files);
    return true;
  }

  private void publish(Generation generation, Kept files) {
    files.record(generation.video());
    finished.complete(
        generation.video(), files.videoUrl(), files.thumbnailUrl(), files.durationSeconds());
    startSome(List.of(generation.video()));
    log.info("Video {} is there", generation.video());
  }

  /** Ends a job without a video, unless it has ended already; its owner may ask again at once. */
  @Transactional
  public boolean fail(Generation generation, String reason) {
    return end(generation, reason, true);
  }

  /** Ends a job because its owner wants that; only a prompt that never went out costs nothing. */
  @Transactional
  public boolean cancel(Generation generation) {
    return end(generation, "Cancelled", generation.submission() == null);
  }

  private boolean end(Generation generation, String reason, boolean refund) {
    queue.hold();
    if (!queue.end(generation.id(), State.RUNNING, State.FAILED, reason, null)
        && !queue.end(generation.id(), State.QUEUED, State.FAILED, reason, null)) {
      return false;
    }
    videos.fail(generation.video(), reason);
    if (refund) {
      queue.warmUp(generation.owner(), generation.id());
    }
    startSome(List.of(generation.video()));
    log.info("Video {} is not made: {}", generation.video(), reason);
    return true;
  }

  /** Starts the next ones while there is room, and tells everybody where they are now. */
  private void startSome(List<VideoId> ended) {
    int room = properties.workers() - queue.load().running();
    if (room > 0) {
      queue.waiting(room).forEach(this::start);
    }
    ended.forEach(events::told);
    List<Waiting> waiting = queue.waiting(properties.queueMaxsize());
    for (int i = 0; i < waiting.size(); i++) {
      int place = i + 1;
      events.queued(waiting.get(i).video(), place, wait(place));
    }
  }

  private void start(Waiting next) {
    BatchId batch = BatchId.next();
    queue.start(next.job(), batch, properties.deadline());
    String name = next.prompt().strip();
    jobs.enqueue(
        new NewBatch(batch, KIND, next.owner(), cut(name)),
        Stream.of(
            new NewItem(
                GenerateVideoHandler.QUEUE,
                next.video().toString(),
                new GenerateVideo(next.job()),
                null,
                null)));
  }

  private static String cut(String name) {
    int end = Math.min(name.length(), LONGEST_NAME);
    return end < name.length() && Character.isHighSurrogate(name.charAt(end - 1))
        ? name.substring(0, end - 1)
        : name.substring(0, end);
  }

  /** How long until the video at that place is likely to be there. */
  Duration wait(int place) {
    return atLeast(pace().multipliedBy(place + 1L).dividedBy(properties.workers()));
  }

  private Duration pace() {
    return queue.pace().orElse(GUESS);
  }

  private static Duration atLeast(Duration wait) {
    return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
  }
}
