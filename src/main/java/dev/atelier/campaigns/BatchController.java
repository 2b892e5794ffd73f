package dev.atelier.campaigns;

import dev.atelier.events.EventStreams;
import dev.atelier.identity.AccountRequired;
import dev.atelier.identity.Caller;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Batches: watched live and steered. */
@RestController
@RequestMapping("/api/batch-jobs/{id}")
@AccountRequired
class BatchController {

  private final BatchJobs batches;
  private final Pictures pictures;
  private final EventStreams streams;

  BatchController(BatchJobs batches, Pictures pictures, EventStreams streams) {
    this.batches = batches;
    this.pictures = pictures;
    this.streams = streams;
  }

  @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter stream(
      Caller caller,
      @PathVariable String id,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    BatchJob batch = batches.find(caller, id);
    return streams.open(
        caller,
        new EventStreams.Subscription(
            batch.id(),
            lastEventId,
            sequence -> List.of(PostEvents.progress(batches.find(caller, id))),
            PostEvents.LAST));
  }

  @GetMapping("/posts")
  List<PostResponse> posts(
      Caller caller,
      @PathVariable String id,
      @RequestParam(defaultValue = "0") @Min(0) int after,
      @RequestParam(defaultValue = "100") @Min(1) @Max(100) int limit) {
    return batches.posts(batches.findLive(caller, id), after, limit).stream()
        .map(post -> PostResponse.of(post, pictures))
        .toList();
  }

  @PostMapping("/cancel")
  BatchWire.Status cancel(Caller caller, @PathVariable String id) {
    batches.cancel(batches.find(caller, id));
    return BatchWire.Status.of(batches.find(caller, id));
  }

  @PostMapping("/retry-failed")
  BatchWire.Status retryFailed(Caller caller, @PathVariable String id) {
    batches.retryFailed(batches.findLive(caller, id));
    return BatchWire.Status.of(batches.find(caller, id));
  }
}
