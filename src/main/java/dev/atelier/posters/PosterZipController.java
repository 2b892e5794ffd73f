package dev.atelier.posters;

import dev.atelier.identity.Caller;
import dev.atelier.jobs.Item;
import dev.atelier.storage.Media;
import dev.atelier.storage.MediaKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** All finished posters of a run as one file, written as it is read. */
@RestController
class PosterZipController {

  private final PosterRuns runs;
  private final PosterRows rows;
  private final Media media;

  PosterZipController(PosterRuns runs, PosterRows rows, Media media) {
    this.runs = runs;
    this.rows = rows;
    this.media = media;
  }

  @GetMapping(path = "/api/posters/runs/{id}/posters.zip", produces = "application/zip")
  ResponseEntity<StreamingResponseBody> download(Caller caller, @PathVariable String id) {
    PosterRun run = runs.find(caller, new RunId(id));
    return ResponseEntity.ok()
        .headers(Attachment.headers(FileNames.safe(run.name()) + ".zip", "application/zip"))
        .body(output -> write(run, output));
  }

  private void write(PosterRun run, OutputStream output) throws IOException {
    // Not closed on a failure: that would end a file that lacks posters as if it were whole.
    var zip = new ZipArchiveOutputStream(output);
    zip.setUseZip64(Zip64Mode.AsNeeded);
    // Pictures are compressed already.
    zip.setLevel(Deflater.NO_COMPRESSION);
    Iterator<Item> made = runs.allRows(run, Item.State.SUCCEEDED).iterator();
    while (made.hasNext()) {
      add(zip, run, made.next());
    }
    zip.finish();
    zip.flush();
  }

  private void add(ZipArchiveOutputStream zip, PosterRun run, Item item) throws IOException {
    RenderedPoster poster = rows.poster(item);
    if (poster == null) {
      return;
    }
    String name =
        "%05d-%s.%s"
            .formatted(
                item.position(), FileNames.safe(poster.username()), run.format().extension());
    try (InputStream bytes =
        media
            .open(new MediaKey(poster.media()))
            .orElseThrow(() -> new IOException("Poster missing: " + poster.media()))) {
      zip.putArchiveEntry(new ZipArchiveEntry(name));
      bytes.transferTo(zip);
      zip.closeArchiveEntry();
    }
  }
}
