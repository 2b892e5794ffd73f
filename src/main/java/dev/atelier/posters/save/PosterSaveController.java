package dev.atelier.posters.save;

import dev.atelier.http.RequestKey;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.Batch;
import dev.atelier.jobs.Item;
import dev.atelier.posters.save.PosterSave.Status;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Saves: started from a whole run, watched, steered. */
@RestController
@RequestMapping("/api/posters")
class PosterSaveController {

  private final PosterSaves saves;
  private final RunSaves runSaves;
  private final SaveRows rows;

  PosterSaveController(PosterSaves saves, RunSaves runSaves, SaveRows rows) {
    this.saves = saves;
    this.runSaves = runSaves;
    this.rows = rows;
  }

  /** What can be saved of a run, and what was. */
  @GetMapping("/runs/{run}/saving")
  RunSaves.Saving saving(Caller caller, @PathVariable String run) {
    return runSaves.saving(caller, run);
  }

  @PostMapping("/saves")
  ResponseEntity<SaveResponse> start(
      Caller caller, @Nullable RequestKey key, @RequestBody NewSave request) {
    if (request.run() == null) {
      throw SaveOrder.refused("run", "is required");
    }
    if (request.name() == null) {
      throw SaveOrder.refused("name", "is required");
    }
    PosterSave save = runSaves.start(caller, request.run(), request.name(), key);
    return ResponseEntity.accepted()
        .location(URI.create("/api/posters/saves/" + save.id()))
        .body(SaveResponse.of(saves.status(save)));
  }

  @GetMapping("/saves")
  SavePage list(
      Caller caller,
      @RequestParam(required = false) @Nullable String run,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    List<Status> page = saves.page(caller, run, after == null ? null : new SaveId(after), limit);
    return new SavePage(
        page.stream().map(SaveResponse::of).toList(),
        page.size() < limit ? null : page.getLast().save().id().value());
  }

  @GetMapping("/saves/{id}")
  SaveResponse get(Caller caller, @PathVariable String id) {
    return SaveResponse.of(saves.status(caller, new SaveId(id)));
  }

  @GetMapping("/saves/{id}/posters")
  PosterPage posters(
      Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable PosterState state,
      @RequestParam(defaultValue = "0") @Min(0) int after,
      @RequestParam(defaultValue = "60") @Min(1) @Max(200) int limit) {
    PosterSave save = saves.find(caller, new SaveId(id));
    List<Item> page =
        saves.posters(
            save,
            state == null ? null : Item.State.valueOf(state.name().toUpperCase(Locale.ROOT)),
            after,
            limit);
    return new PosterPage(
        page.stream().map(item -> PosterResponse.of(item, rows.poster(item))).toList(),
        page.size() < limit ? null : page.getLast().position());
  }

  @PostMapping("/saves/{id}/cancel")
  SaveResponse cancel(Caller caller, @PathVariable String id) {
    saves.cancel(saves.find(caller, new SaveId(id)));
    return get(caller, id);
  }

  /** Tries the failed posters again, and only those. */
  @PostMapping("/saves/{id}/retry")
  SaveResponse retry(Caller caller, @PathVariable String id) {
    saves.retryFailed(saves.find(caller, new SaveId(id)));
    return get(caller, id);
  }

  /**
   * A whole run to save.
   *
   * @param name what to save it under
   */
  record NewSave(@Nullable String run, @Nullable String name) {}

  /**
   * @param next what to send as {@code after} for the following page; null on the last
   */
  record SavePage(List<SaveResponse> saves, @Nullable String next) {}

  /**
   * @param next what to send as {@code after} for the following page; null on the last
   */
  record PosterPage(List<PosterResponse> posters, @Nullable Integer next) {}

  /** The states of a poster on the wire. */
  enum PosterState {
    waiting,
    running,
    succeeded,
    failed,
    cancelled;

    static PosterState of(Item.State state) {
      return switch (state) {
        case HELD, WAITING -> waiting;
        case RUNNING -> running;
        case SUCCEEDED -> succeeded;
        case FAILED -> failed;
        case CANCELLED -> cancelled;
      };
    }
  }

  record PosterResponse(
      int row,
      String username,
      @Nullable Long userId,
      String url,
      PosterState state,
      Item.@Nullable Failure error) {

    static PosterResponse of(Item item, SavePoster poster) {
      Item.Failure failure = item.failure();
      return new PosterResponse(
          item.position(),
          SaveRows.username(item),
          poster.userId(),
          poster.url(),
          PosterState.of(item.state()),
          failure == null ? null : new Item.Failure(SaveRows.code(failure), failure.message()));
    }
  }

  /** A save on the wire. */
  record SaveResponse(
      String id,
      @Nullable String run,
      String name,
      String state,
      int total,
      int succeeded,
      int failed,
      int cancelled,
      int remaining,
      Instant createdAt,
      @Nullable Instant endedAt,
      @Nullable String reason) {

    static SaveResponse of(Status status) {
      PosterSave save = status.save();
      Batch batch = status.batch();
      Batch.Progress progress = status.progress();
      return new SaveResponse(
          save.id().value(),
          save.run(),
          save.campaign(),
          batch.state().name().toLowerCase(Locale.ROOT),
          progress.total(),
          progress.succeeded(),
          progress.failed(),
          progress.cancelled(),
          progress.remaining(),
          batch.createdAt(),
          batch.endedAt(),
          batch.reason());
    }
  }
}
