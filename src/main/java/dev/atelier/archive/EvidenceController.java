package dev.atelier.archive;

import dev.atelier.archive.evidence.Manifests;
import dev.atelier.archive.evidence.SourceDiff;
import dev.atelier.archive.evidence.Verifications;
import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.PathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** What proves that the archive is whole. */
@RestController
@RequestMapping("/api/archive")
class EvidenceController {

  private static final MediaType LINES = MediaType.parseMediaType("application/jsonl");

  private final Runs runs;
  private final Manifests manifests;
  private final Verifications verifications;
  private final SourceDiff diff;
  private final ArchiveFolders folders;

  EvidenceController(
      Runs runs,
      Manifests manifests,
      Verifications verifications,
      SourceDiff diff,
      ArchiveFolders folders) {
    this.runs = runs;
    this.manifests = manifests;
    this.verifications = verifications;
    this.diff = diff;
    this.folders = folders;
  }

  /** The manifest of a run, as it was written at its end. */
  @GetMapping(path = "/runs/{id}/manifest.jsonl", produces = "application/jsonl")
  ResponseEntity<Resource> ofRun(Caller caller, @PathVariable String id) {
    Runs.requireOperator(caller);
    Run run = runs.find(RunId.of(id));
    Path file =
        manifests
            .find(run.id().value())
            .orElseThrow(
                () -> Problem.notFound("This run has no manifest, or another node has it"));
    return ResponseEntity.ok()
        .contentType(LINES)
        .header(HttpHeaders.CONTENT_DISPOSITION, attachment("run-" + run.id() + ".jsonl"))
        .body(new PathResource(file));
  }

  /** The manifest of what is in place in a folder now. */
  @GetMapping(path = "/folders/{name}/manifest.jsonl", produces = "application/jsonl")
  ResponseEntity<StreamingResponseBody> ofFolder(Caller caller, @PathVariable String name) {
    Runs.requireOperator(caller);
    String folder = folders.find(name).name();
    return ResponseEntity.ok()
        .contentType(LINES)
        .header(HttpHeaders.CONTENT_DISPOSITION, attachment(folder + ".jsonl"))
        .body(output -> manifests.writeFolder(folder, output));
  }

  /** Reads every file again, or those of one folder; tells of problems as it finds them. */
  @PostMapping(path = "/verify", produces = "application/jsonl")
  ResponseEntity<StreamingResponseBody> verify(
      Caller caller, @RequestParam(required = false) @Nullable String folder) {
    Runs.requireOperator(caller);
    @Nullable String only = folder == null ? null : folders.find(folder).name();
    return ResponseEntity.ok().contentType(LINES).body(output -> verifications.write(only, output));
  }

  /** Compares the source with the archive, object by object. */
  @GetMapping(path = "/diff", produces = MediaType.TEXT_PLAIN_VALUE)
  ResponseEntity<StreamingResponseBody> diff(Caller caller) throws IOException {
    Runs.requireOperator(caller);
    SourceDiff.Comparison comparison = diff.begin();
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
        .body(comparison::write);
  }

  static String attachment(String name) {
    return ContentDisposition.attachment()
        .filename(name, StandardCharsets.UTF_8)
        .build()
        .toString();
  }
}
