package dev.atelier.posters;

import dev.atelier.events.EventLog;
import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.Batch;
import dev.atelier.jobs.BatchId;
import dev.atelier.jobs.Item;
import dev.atelier.jobs.Jobs;
import dev.atelier.jobs.Jobs.NewBatch;
import dev.atelier.jobs.Jobs.NewItem;
import dev.atelier.posters.RunLogRepository.Level;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs: started, watched and steered. What belongs to others does not exist for the caller. */
@Component
class PosterRuns {

  static final String KIND = "posters";

  private final PosterRunRepository runs;
  private final RunOptionsRepository options;
  private final RunLogRepository logs;
  private final Jobs jobs;
  private final EventLog events;
  private final TransactionTemplate transaction;

  PosterRuns(
      PosterRunRepository runs,
      RunOptionsRepository options,
      RunLogRepository logs,
      Jobs jobs,
      EventLog events,
      TransactionTemplate transaction) {
    this.runs = runs;
    this.options = options;
    this.logs = logs;
    this.jobs = jobs;
    this.events = events;
    this.transaction = transaction;
  }

  /**
   * Accepts a run: all of its rows, or nothing.
   *
   * @param rows read once, as a stream; may throw, and then nothing is kept
   */
  RunStatus start(PosterRun run, RunOptions wanted, Stream<PosterRow> rows) {
    transaction.executeWithoutResult(status -> accept(run, wanted, rows));
    return status(run);
  }

  private void accept(PosterRun run, RunOptions wanted, Stream<PosterRow> rows) {
    runs.insert(run);
    options.insert(run.id(), wanted);
    var names = new RowNames();
    int total =
        jobs.enqueue(
            new NewBatch(run.batch(), KIND, run.owner(), run.name()),
            rows.map(row -> item(row, names.add(row))));
    if (total == 0) {
      throw Problem.invalid("no_rows", "There are no rows to make posters of");
    }
    List<PosterRun.Warning> warnings = names.withDuplicates(run.warnings());
    if (!warnings.equals(run.warnings())) {
      runs.setWarnings(run.id(), warnings);
    }
    logs.append(run.id(), Level.INFO, "Accepted " + total + " rows", Map.of("rows", total));
    events.append(run.id().value(), () -> List.of(PosterEvents.starting(run, total)));
  }

  /** The work that a row is. */
  static NewItem item(PosterRow row, int position) {
    boolean lookUp = row.needsLookup();
    return new NewItem(
        lookUp ? LookUpProfileHandler.QUEUE : RenderPosterHandler.QUEUE,
        row.label(position),
        row,
        lookUp ? row.lookupKey() : null,
        null);
  }

  /** The run that an earlier try of the same request has started. */
  Optional<RunStatus> findByBatch(BatchId batch) {
    return runs.findByBatch(batch).map(this::status);
  }

  /** The run, if it exists for the caller. */
  Optional<PosterRun> findIfAny(Caller caller, RunId id) {
    return runs.find(id).filter(run -> caller.mayReach(run.owner()));
  }

  /** The run, which must exist for the caller. */
  PosterRun find(Caller caller, RunId id) {
    return findIfAny(caller, id).orElseThrow(() -> Problem.notFound("Job not found"));
  }

  RunStatus status(Caller caller, RunId id) {
    return status(find(caller, id));
  }

  private RunStatus status(PosterRun run) {
    Batch batch =
        jobs.find(run.batch())
            .orElseThrow(() -> new IllegalStateException("No batch for run " + run.id()));
    return new RunStatus(run, batch, jobs.progress(run.batch()));
  }

  /** Newest first. */
  List<RunStatus> page(Caller caller, @Nullable RunId after, int limit) {
    List<PosterRun> page = runs.page(caller, after, limit);
    List<BatchId> ids = page.stream().map(PosterRun::batch).toList();
    return statuses(page, byId(jobs.findAll(ids)), jobs.progress(ids));
  }

  /** Newest first, of those in this state, or all. */
  List<RunStatus> slice(Caller caller, @Nullable WireStatus state, int offset, int limit) {
    List<Batch> batches = jobs.newest(filter(caller, state), offset, limit);
    List<BatchId> ids = batches.stream().map(Batch::id).toList();
    Map<BatchId, PosterRun> found =
        runs.findByBatches(ids).stream()
            .collect(Collectors.toMap(PosterRun::batch, Function.identity()));
    return statuses(
        ids.stream().map(found::get).filter(Objects::nonNull).toList(),
        byId(batches),
        jobs.progress(ids));
  }

  long count(Caller caller, @Nullable WireStatus state) {
    return jobs.count(filter(caller, state));
  }

  private static Jobs.Filter filter(Caller caller, @Nullable WireStatus state) {
    return new Jobs.Filter(
        KIND,
        caller.operator() ? null : caller.id(),
        state == null ? Set.of() : state.batchStates(),
        state == null ? null : state.started());
  }

  private static Map<BatchId, Batch> byId(List<Batch> batches) {
    return batches.stream().collect(Collectors.toMap(Batch::id, Function.identity()));
  }

  private static List<RunStatus> statuses(
      List<PosterRun> runs, Map<BatchId, Batch> batches, Map<BatchId, Batch.Progress> progress) {
    return runs.stream()
        .flatMap(run -> {
          Batch batch = batches.get(run.batch());
          Batch.Progress reached = progress.get(run.batch());
          return batch == null || reached == null
              ? Stream.empty()
              : Stream.of(new RunStatus(run, batch, reached));
        })
        .toList();
  }

  /** What those of the runs that have options want. */
  Map<RunId, RunOptions> options(Collection<RunStatus> statuses) {
    return options.summaries(statuses.stream().map(status -> status.run().id()).toList());
  }

  /** How the work of a run goes. */
  Batch.Pace pace(PosterRun run) {
    return jobs.pace(run.batch());
  }

  Batch.Progress progress(PosterRun run) {
    return jobs.progress(run.batch());
  }

  /** Rows by position. */
  List<Item> rows(PosterRun run, Item.@Nullable State state, int afterPosition, int limit) {
    return jobs.items(run.batch(), state, afterPosition, limit);
  }

  /** Every row in this state, or all rows, by position, fetched page by page. */
  Stream<Item> allRows(PosterRun run, Item.@Nullable State state) {
    int pageSize = 500;
    return Stream.iterate(
            rows(run, state, 0, pageSize),
            page -> !page.isEmpty(),
            page -> rows(run, state, page.getLast().position(), pageSize))
        .flatMap(List::stream);
  }

  void cancel(PosterRun run) {
    if (!jobs.cancel(run.batch())) {
      throw Problem.malformed("not_cancellable", "Job cannot be cancelled");
    }
    logs.append(run.id(), Level.WARNING, "Cancelled", Map.of());
  }

  void pause(PosterRun run) {
    if (!jobs.pause(run.batch())) {
      throw Problem.conflict("not_pausable", "Only a run that is under way can be paused");
    }
  }

  void resume(PosterRun run) {
    if (!jobs.resume(run.batch())) {
      throw Problem.conflict("not_paused", "Only a paused run can be resumed");
    }
  }

  void retryFailed(PosterRun run) {
    transaction.executeWithoutResult(status -> {
      int retried = jobs.retryFailed(run.batch());
      if (retried == 0) {
        throw Problem.conflict("nothing_failed", "No row of this run has failed");
      }
      // The run has not ended after all.
      events.retract(run.id().value(), PosterEvents.LAST);
      String message = "Trying " + retried + " failed rows again";
      logs.append(run.id(), Level.INFO, message, Map.of("rows", retried));
    });
  }
}
