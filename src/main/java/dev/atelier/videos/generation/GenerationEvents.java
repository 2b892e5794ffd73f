package dev.atelier.videos.generation;

import dev.atelier.events.EventLog;
import dev.atelier.events.EventLog.NewEvent;
import dev.atelier.videos.Video;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.VideoRepository;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells of the way of a video, in a topic of its own. */
@Component
class GenerationEvents {

  /** After these nothing more is told. */
  static final Set<String> LAST = Set.of("completed", "failed");

  private final EventLog log;
  private final VideoRepository videos;

  GenerationEvents(EventLog log, VideoRepository videos) {
    this.log = log;
    this.videos = videos;
  }

  static String topic(VideoId video) {
    return "video-" + video;
  }

  /** What is sent of a video that waits. */
  record Queued(String videoId, String status, int queuePosition, long estimatedWaitSeconds) {}

  /** What is sent of a video that waits no more. */
  record Changed(
      String videoId, String status, @Nullable String videoUrl, @Nullable String failureReason) {}

  /** Tells a waiting video's owner its place. */
  void queued(VideoId video, int place, Duration wait) {
    log.append(topic(video), () -> List.of(new NewEvent("queued", waiting(video, place, wait))));
  }

  static Queued waiting(VideoId video, int place, Duration wait) {
    return new Queued(video.toString(), "pending", place, wait.toSeconds());
  }

  /** Tells how a video is now. */
  void told(VideoId video) {
    log.append(
        topic(video), () -> videos.find(video).map(GenerationEvents::event).stream().toList());
  }

  static NewEvent event(Video video) {
    String status = video.status().wire();
    return new NewEvent(
        status,
        new Changed(video.id().toString(), status, video.videoUrl(), video.failureReason()));
  }
}
