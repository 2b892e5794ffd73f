package dev.atelier.posters;

import dev.atelier.identity.Caller;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The results of a run as a file, of any length and at any time. */
@RestController
class ResultExportController {

  private final PosterRuns runs;
  private final ResultExports exports;

  ResultExportController(PosterRuns runs, ResultExports exports) {
    this.runs = runs;
    this.exports = exports;
  }

  @GetMapping("/api/posters/runs/{id}/export")
  ResponseEntity<StreamingResponseBody> export(
      Caller caller,
      @PathVariable String id,
      @RequestParam(defaultValue = "csv") ExportFormat format) {
    PosterRun run = runs.find(caller, new RunId(id));
    String name = FileNames.safe(run.name()) + "-results." + format.name();
    HttpHeaders headers =
        Attachment.headers(
            name,
            switch (format) {
              case csv -> "text/csv;charset=UTF-8";
              case json -> "application/json";
            });
    StreamingResponseBody body =
        switch (format) {
          case csv -> output -> exports.writeCsv(run, output);
          case json -> output -> exports.writeJson(run, output);
        };
    return ResponseEntity.ok().headers(headers).body(body);
  }

  /** What results can be had as; the names are those of the wire. */
  enum ExportFormat {
    csv,
    json
  }
}
