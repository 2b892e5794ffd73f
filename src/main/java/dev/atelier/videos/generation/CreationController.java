package dev.atelier.videos.generation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.atelier.events.EventStreams;
import dev.atelier.identity.Caller;
import dev.atelier.identity.Member;
import dev.atelier.videos.Video;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.VideoResponse;
import dev.atelier.videos.Videos;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;

/** Has videos made, and tells their owners how far they are. */
@RestController
@RequestMapping("/videos")
class CreationController {

  private final Creations creations;
  private final Videos videos;
  private final QueueRepository places;
  private final GenerationQueue queue;
  private final GenerationRepository generations;
  private final EventStreams streams;

  CreationController(
      Creations creations,
      Videos videos,
      QueueRepository places,
      GenerationQueue queue,
      GenerationRepository generations,
      EventStreams streams) {
    this.creations = creations;
    this.videos = videos;
    this.places = places;
    this.queue = queue;
    this.generations = generations;
    this.streams = streams;
  }

  /**
   * A video that is being made.
   *
   * @param queuePosition from 1; 0 when it does not wait
   * @param estimatedWaitSeconds until it is likely to be there; 0 when it is, or never will be
   */
  record Created(
      @JsonUnwrapped VideoResponse video, int queuePosition, long estimatedWaitSeconds) {}

  /** How far the making of a video is. */
  record JobResponse(
      UUID id,
      UUID videoId,
      String status,
      int queuePosition,
      long estimatedWaitSeconds,
      @Nullable String failureReason) {}

  @PostMapping("/create")
  @ResponseStatus(HttpStatus.CREATED)
  Created create(Member member, @RequestBody JsonNode body) {
    return created(member, creations.create(member, CreationForm.read(body)));
  }

  @PostMapping("/{id}/recreate")
  @ResponseStatus(HttpStatus.CREATED)
  Created recreate(Member member, @PathVariable UUID id) {
    return created(member, creations.recreate(member, new VideoId(id)));
  }

  private Created created(Member member, Video video) {
    int place = places.place(video.id()).orElse(0);
    return new Created(videos.show(video, member.id()), place, queue.wait(place).toSeconds());
  }

  @PostMapping("/{id}/cancel")
  VideoResponse cancel(Member member, @PathVariable UUID id) {
    return videos.show(creations.cancel(member, new VideoId(id)), member.id());
  }

  @GetMapping("/{id}/job")
  JobResponse job(Member member, @PathVariable UUID id) {
    Video video = creations.own(member, new VideoId(id));
    Generation generation = generations.of(video.id()).orElseThrow(Videos::notFound);
    int place = places.place(video.id()).orElse(0);
    boolean open =
        generation.state() == Generation.State.QUEUED
            || generation.state() == Generation.State.RUNNING;
    return new JobResponse(
        generation.id(),
        id,
        generation.state().wire(),
        place,
        open ? queue.wait(place).toSeconds() : 0,
        generation.failureReason());
  }

  @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(
      Member member,
      @PathVariable UUID id,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    VideoId video = creations.own(member, new VideoId(id)).id();
    return streams.open(
        new Caller(member.id(), false),
        new EventStreams.Subscription(
            GenerationEvents.topic(video),
            lastEventId,
            sequence -> List.of(),
            GenerationEvents.LAST));
  }
}
