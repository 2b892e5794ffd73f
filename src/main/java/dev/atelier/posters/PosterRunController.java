package dev.atelier.posters;

import dev.atelier.http.RequestKey;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.Item;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs: started from a CSV file, watched, steered. */
@RestController
@RequestMapping("/api/posters/runs")
class PosterRunController {

  private final PosterRuns runs;
  private final RunUploads uploads;
  private final PosterRows rows;
  private final RateMeter rates;

  PosterRunController(PosterRuns runs, RunUploads uploads, PosterRows rows, RateMeter rates) {
    this.runs = runs;
    this.uploads = uploads;
    this.rows = rows;
    this.rates = rates;
  }

  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<?> start(
      Caller caller,
      @Nullable RequestKey key,
      @ModelAttribute RunForm form,
      @RequestParam(defaultValue = "false") boolean dryRun,
      @RequestParam(defaultValue = "true") boolean checkIds) {
    if (dryRun) {
      return ResponseEntity.ok(uploads.check(caller, form, checkIds));
    }
    RunStatus started = uploads.start(caller, form, key);
    return ResponseEntity.accepted()
        .location(URI.create("/api/posters/runs/" + started.run().id()))
        .body(respond(started));
  }

  @GetMapping
  RunPage list(
      Caller caller,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    List<RunStatus> page = runs.page(caller, after == null ? null : new RunId(after), limit);
    return new RunPage(
        page.stream().map(this::respond).toList(),
        page.size() < limit ? null : page.getLast().run().id().value());
  }

  @GetMapping("/{id}")
  RunResponse get(Caller caller, @PathVariable String id) {
    return respond(runs.status(caller, new RunId(id)));
  }

  @GetMapping("/{id}/posters")
  PosterPage posters(
      Caller caller,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable RowState state,
      @RequestParam(defaultValue = "0") @Min(0) int after,
      @RequestParam(defaultValue = "60") @Min(1) @Max(200) int limit) {
    PosterRun run = runs.find(caller, new RunId(id));
    List<Item> page = runs.rows(run, state == null ? null : state.itemState(), after, limit);
    return new PosterPage(
        page.stream().map(item -> PosterResponse.of(run, item, rows)).toList(),
        page.size() < limit ? null : page.getLast().position());
  }

  @PostMapping("/{id}/cancel")
  RunResponse cancel(Caller caller, @PathVariable String id) {
    runs.cancel(runs.find(caller, new RunId(id)));
    return get(caller, id);
  }

  @PostMapping("/{id}/pause")
  RunResponse pause(Caller caller, @PathVariable String id) {
    runs.pause(runs.find(caller, new RunId(id)));
    return get(caller, id);
  }

  @PostMapping("/{id}/resume")
  RunResponse resume(Caller caller, @PathVariable String id) {
    runs.resume(runs.find(caller, new RunId(id)));
    return get(caller, id);
  }

  @PostMapping("/{id}/retry-failed")
  RunResponse retryFailed(Caller caller, @PathVariable String id) {
    runs.retryFailed(runs.find(caller, new RunId(id)));
    return get(caller, id);
  }

  private RunResponse respond(RunStatus status) {
    return RunResponse.of(status, rates.rate(status));
  }

  /**
   * @param next what to send as {@code after} for the following page; null on the last
   */
  record RunPage(List<RunResponse> runs, @Nullable String next) {}

  /**
   * @param next what to send as {@code after} for the following page; null on the last
   */
  record PosterPage(List<PosterResponse> posters, @Nullable Integer next) {}

  /** The states of a row on the wire. */
  enum RowState {
    waiting,
    running,
    succeeded,
    failed,
    cancelled;

    Item.State itemState() {
      return switch (this) {
        case waiting -> Item.State.WAITING;
        case running -> Item.State.RUNNING;
        case succeeded -> Item.State.SUCCEEDED;
        case failed -> Item.State.FAILED;
        case cancelled -> Item.State.CANCELLED;
      };
    }

    static RowState of(Item.State state) {
      return switch (state) {
        case HELD, WAITING -> waiting;
        case RUNNING -> running;
        case SUCCEEDED -> succeeded;
        case FAILED -> failed;
        case CANCELLED -> cancelled;
      };
    }
  }

  /**
   * A row on the wire.
   *
   * @param thumbnail a small JPEG of the picture; null for a PDF
   * @param outdated whether the picture is that of an earlier revision of the row, until there is
   *     another
   */
  record PosterResponse(
      int row,
      String username,
      String displayName,
      RowState state,
      @Nullable String url,
      @Nullable String thumbnail,
      boolean outdated,
      Item.@Nullable Failure error,
      List<PosterRun.Warning> warnings) {

    static PosterResponse of(PosterRun run, Item item, PosterRows rows) {
      RenderedPoster poster = rows.lastPoster(item);
      String label = rows.label(item);
      return new PosterResponse(
          item.position(),
          label,
          poster == null ? label : poster.displayName(),
          RowState.of(item.state()),
          poster == null ? null : rows.path(poster),
          poster == null ? null : ThumbnailController.path(run.id(), item.position(), poster),
          poster != null && item.state() != Item.State.SUCCEEDED,
          item.failure(),
          poster == null ? List.of() : poster.warnings());
    }
  }
}
