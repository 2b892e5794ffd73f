package dev.atelier.posters.save;

import dev.atelier.http.MaxBody;
import dev.atelier.http.RequestKey;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.Batch;
import dev.atelier.jobs.Item;
import dev.atelier.posters.save.PosterSave.Status;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Saving as existing clients know it: the posters come back as they were given out. */
@RestController
class SaveCompatController {

  private final NewSaves newSaves;
  private final PosterSaves saves;
  private final SaveRows rows;
  private final SaveWait wait;

  SaveCompatController(NewSaves newSaves, PosterSaves saves, SaveRows rows, SaveWait wait) {
    this.newSaves = newSaves;
    this.saves = saves;
    this.rows = rows;
    this.wait = wait;
  }

  @PostMapping("/api/save-bulk-posters")
  @MaxBody("32MB")
  Started start(Caller caller, @Nullable RequestKey key, @RequestBody SaveRequest request) {
    SaveOrder order = request.order();
    return Started.of(newSaves.start(caller, order, key), order.posters().size());
  }

  @GetMapping("/api/save-bulk-posters/{id}/status")
  StatusAnswer status(Caller caller, @PathVariable String id) {
    return StatusAnswer.of(saves.status(caller, new SaveId(id)));
  }

  @GetMapping(
      path = "/api/save-bulk-posters/{id}/stream",
      produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter stream(
      Caller caller,
      @PathVariable String id,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    return saves.stream(caller, new SaveId(id), lastEventId);
  }

  /** Answers when all is done; the work is the same save that the other route starts. */
  @PostMapping("/api/save-bulk-posters-sync")
  @MaxBody("32MB")
  SyncAnswer startAndWait(Caller caller, @Nullable RequestKey key, @RequestBody SaveRequest request)
      throws InterruptedException {
    PosterSave save = newSaves.start(caller, request.order(), key);
    Batch.Progress progress = wait.untilEnded(save).progress();
    List<Result> results =
        saves.allPosters(save).map(item -> Result.of(item, rows.poster(item))).toList();
    return new SyncAnswer(true, results, progress.succeeded(), SaveEvents.failed(progress));
  }

  record Started(
      boolean success,
      String jobId,
      String status,
      int totalItems,
      String sseEndpoint,
      String message) {

    static Started of(PosterSave save, int total) {
      return new Started(
          true,
          save.id().value(),
          "processing",
          total,
          "/api/save-bulk-posters/" + save.id() + "/stream",
          "Saving " + total + " posters");
    }
  }

  record StatusAnswer(
      boolean success,
      String jobId,
      String status,
      int total,
      int processed,
      int success_count,
      int failure_count,
      double percent) {

    static StatusAnswer of(Status status) {
      Batch.Progress progress = status.progress();
      return new StatusAnswer(
          true,
          status.save().id().value(),
          SaveRows.status(status.batch(), progress),
          progress.total(),
          progress.ended(),
          progress.succeeded(),
          SaveEvents.failed(progress),
          SaveEvents.percent(progress));
    }
  }

  record SyncAnswer(boolean success, List<Result> results, int successCount, int failureCount) {}

  record Result(boolean success, @Nullable Long userId, String posterUrl, @Nullable String error) {

    static Result of(Item item, SavePoster poster) {
      boolean success = item.state() == Item.State.SUCCEEDED;
      return new Result(
          success, poster.userId(), poster.url(), success ? null : SaveRows.error(item));
    }
  }
}
