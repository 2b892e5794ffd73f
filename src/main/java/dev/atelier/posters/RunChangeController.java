package dev.atelier.posters;

import dev.atelier.http.MaxBody;
import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.Item;
import dev.atelier.jobs.Jobs;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a run is made of, and changes of it. */
@RestController
@RequestMapping("/api/posters/runs/{id}")
class RunChangeController {

  private final PosterRuns runs;
  private final RunChanges changes;
  private final PosterRows rows;
  private final Jobs jobs;

  RunChangeController(PosterRuns runs, RunChanges changes, PosterRows rows, Jobs jobs) {
    this.runs = runs;
    this.changes = changes;
    this.rows = rows;
    this.jobs = jobs;
  }

  @PostMapping(path = "/changes", consumes = MediaType.APPLICATION_JSON_VALUE)
  @MaxBody("16MB")
  ResponseEntity<RunResponse> change(
      Caller caller, @PathVariable String id, @RequestBody RunChange change) {
    return ResponseEntity.accepted()
        .body(RunResponse.of(changes.apply(caller, new RunId(id), change), null));
  }

  @GetMapping("/template")
  TemplateResponse template(Caller caller, @PathVariable String id) {
    RunStatus status = runs.status(caller, new RunId(id));
    return new TemplateResponse(
        status.run().template(), status.run().columns(), status.batch().revision());
  }

  @GetMapping("/posters/{row}")
  RowResponse row(Caller caller, @PathVariable String id, @PathVariable int row) {
    RunStatus status = runs.status(caller, new RunId(id));
    Item item =
        jobs.itemsAt(status.run().batch(), List.of(row)).stream()
            .findFirst()
            .orElseThrow(() -> Problem.notFound("Row not found"));
    PosterRow input = rows.row(item);
    return new RowResponse(
        row, input.username(), input.userId(), input.values(), status.batch().revision());
  }

  /**
   * @param revision to send with a change
   */
  record TemplateResponse(String html, List<String> columns, int revision) {}

  /**
   * @param values every column's value
   * @param revision to send with a change
   */
  record RowResponse(
      int row, String username, @Nullable Long userId, Map<String, String> values, int revision) {}
}
