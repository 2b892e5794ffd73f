package dev.atelier.posters;

import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.Jobs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Small versions of posters, for lists of many. */
@RestController
class ThumbnailController {

  private final PosterRuns runs;
  private final PosterRows rows;
  private final Thumbnails thumbnails;
  private final Jobs jobs;

  ThumbnailController(PosterRuns runs, PosterRows rows, Thumbnails thumbnails, Jobs jobs) {
    this.runs = runs;
    this.rows = rows;
    this.thumbnails = thumbnails;
    this.jobs = jobs;
  }

  /** Where a row's small version is; null where there is none. */
  static @Nullable String path(RunId run, int row, RenderedPoster poster) {
    return Thumbnails.key(poster)
        .map(key ->
            "/api/posters/runs/%s/posters/%d/thumbnail?of=%s".formatted(run, row, name(poster)))
        .orElse(null);
  }

  private static String name(RenderedPoster poster) {
    String key = poster.media();
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /**
   * The small version.
   *
   * @param of file name of the picture that is meant, so that what is cached is never an older one
   */
  @GetMapping(
      path = "/api/posters/runs/{id}/posters/{row}/thumbnail",
      produces = MediaType.IMAGE_JPEG_VALUE)
  ResponseEntity<byte[]> thumbnail(
      Caller caller,
      @PathVariable String id,
      @PathVariable int row,
      @RequestParam(required = false) @Nullable String of) {
    PosterRun run = runs.find(caller, new RunId(id));
    RenderedPoster poster =
        jobs.itemsAt(run.batch(), List.of(row)).stream()
            .findFirst()
            .flatMap(item -> Optional.ofNullable(rows.lastPoster(item)))
            .orElseThrow(ThumbnailController::missing);
    byte[] bytes = thumbnails.of(poster, run.owner()).orElseThrow(ThumbnailController::missing);
    CacheControl cache =
        name(poster).equals(of)
            ? CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable()
            : CacheControl.noCache().cachePrivate();
    return ResponseEntity.ok()
        .cacheControl(cache)
        .header("X-Content-Type-Options", "nosniff")
        .body(bytes);
  }

  private static Problem missing() {
    return Problem.notFound("There is no such picture");
  }
}
