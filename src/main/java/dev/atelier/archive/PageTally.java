package dev.atelier.archive;

import dev.atelier.archive.files.ArchivedFile;
import dev.atelier.providers.MediaKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of some media of one kind so far. Thread-safe. */
final class PageTally {

  private final RunId run;
  private final @Nullable String folder;
  private final MediaKind kind;
  private final List<String> errors = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private int files;
  private long bytes;
  private int fetched;
  private long fetchedBytes;
  private long savedBytes;
  private int failed;

  PageTally(RunId run, @Nullable String folder, MediaKind kind) {
    this.run = run;
    this.folder = folder;
    this.kind = kind;
  }

  /** Bytes are in place, brought by an earlier run or by this one, before it was interrupted. */
  synchronized void inPlace(ArchivedFile file) {
    ArchivedFile.Held held = file.held();
    if (held != null) {
      count(held, held.fetchedBy().equals(run.value()));
    }
  }

  /** Bytes were brought, or found in place. */
  synchronized void placed(ArchivedFile.Held held, boolean saved) {
    count(held, !saved);
    savedBytes += saved ? held.content().size() : 0;
  }

  private void count(ArchivedFile.Held held, boolean here) {
    files++;
    bytes += held.content().size();
    fetched += here ? 1 : 0;
    fetchedBytes += here ? held.content().size() : 0;
  }

  /** A dry run would have to fetch it. */
  synchronized void wouldFetch(Planned.Fetch fetch) {
    fetched++;
    fetchedBytes += fetch.object().size();
  }

  synchronized void refused(Planned.Refused refused) {
    failed++;
    errors.add(Texts.error(refused.error()));
    Finding finding = refused.finding();
    if (finding != null) {
      findings.add(
          new Finding(
              finding.kind(), finding.subject(), folder, finding.detail(), finding.bytes()));
    }
  }

  /** It is not what the run is about. */
  synchronized void passed(Planned.Older older) {
    assert !older.item().isEmpty();
  }

  synchronized List<Finding> findings() {
    return List.copyOf(findings);
  }

  synchronized RunUser.Result result() {
    boolean images = kind == MediaKind.IMAGE;
    return new RunUser.Result(
        images ? files : 0,
        images ? 0 : files,
        bytes,
        fetched,
        fetchedBytes,
        savedBytes,
        failed,
        List.copyOf(errors));
  }
}
