package dev.atelier.archive;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A run on the wire.
 *
 * @param phase listing, fetching or finishing
 * @param users 0 before they are listed
 * @param processed users that have ended
 * @param media ids of all users
 * @param done of them, those that were dealt with
 * @param files in place
 * @param bytes of the files in place
 * @param fetched files that this run has brought; of a dry run, would have to bring
 * @param savedBytes that had not to be fetched, as they lay here already
 * @param failedMedia that could not be archived
 * @param manifestSha256 the digest in the last line of the manifest; null before there is one
 */
record RunResponse(
    String id,
    String state,
    String phase,
    String source,
    boolean dryRun,
    @Nullable String onlyUser,
    @Nullable Instant since,
    int users,
    int processed,
    int succeeded,
    int failed,
    long media,
    long done,
    long files,
    long bytes,
    long fetched,
    long fetchedBytes,
    long savedBytes,
    long failedMedia,
    @Nullable String currentUser,
    List<String> errors,
    @Nullable Double mediaPerSecond,
    @Nullable Long bytesPerSecond,
    @Nullable Long secondsLeft,
    double seconds,
    @Nullable String manifestSha256,
    Instant createdAt,
    @Nullable Instant endedAt) {

  static RunResponse of(
      Run run, ReportRepository.Totals totals, RunMeter.Rates rates, RunReports reports) {
    boolean active = run.state() == Run.State.ACTIVE;
    return new RunResponse(
        run.id().toString(),
        active ? "processing" : run.state().name().toLowerCase(Locale.ROOT),
        run.phase().name().toLowerCase(Locale.ROOT),
        run.source(),
        run.dryRun(),
        run.onlyUser(),
        run.since(),
        totals.users(),
        totals.processed(),
        totals.succeeded(),
        totals.failed(),
        totals.media(),
        totals.done(),
        totals.files(),
        totals.bytes(),
        totals.fetched(),
        totals.fetchedBytes(),
        totals.savedBytes(),
        totals.failedFiles(),
        active ? reports.current(run).orElse(null) : null,
        reports.errors(run),
        rates.media(),
        rates.bytes(),
        rates.secondsLeft(),
        reports.took(run).toMillis() / 1_000.0,
        run.manifestSha256(),
        run.createdAt(),
        run.endedAt());
  }
}
