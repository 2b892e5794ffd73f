package dev.atelier.archive;

import dev.atelier.archive.files.ArchiveRoot;
import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.BatchId;
import dev.atelier.jobs.Jobs;
import dev.atelier.providers.MediaSource;
import dev.atelier.providers.SourceUser;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs: started, watched and steered. They are the operator's alone. */
@Component
class Runs {

  private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

  private final MediaSource source;
  private final ArchiveRoot root;
  private final RunRepository runs;
  private final RunUserRepository users;
  private final Phases phases;
  private final Jobs jobs;
  private final TransactionTemplate transaction;

  Runs(
      MediaSource source,
      ArchiveRoot root,
      RunRepository runs,
      RunUserRepository users,
      Phases phases,
      Jobs jobs,
      TransactionTemplate transaction) {
    this.source = source;
    this.root = root;
    this.runs = runs;
    this.users = users;
    this.phases = phases;
    this.jobs = jobs;
    this.transaction = transaction;
  }

  /**
   * What to run.
   *
   * @param user id or e-mail address of the only one that it is about; null for everybody
   */
  record Order(@Nullable String user, @Nullable Instant since, boolean dryRun) {
    static final Order EVERYTHING = new Order(null, null, false);
  }

  /**
   * @throws Problem 403 for anybody but the operator
   */
  static void requireOperator(Caller caller) {
    if (!caller.operator()) {
      throw Problem.forbidden("forbidden", "The archive is the operator's alone");
    }
  }

  /**
   * Starts a run; nothing while one is active, on any node.
   *
   * @throws dev.atelier.providers.ProviderException when no source is set up
   */
  Optional<Run> start(Order order) {
    source.check();
    Optional<Run> active = runs.active();
    if (active.isPresent()) {
      return Optional.empty();
    }
    RunId id = RunId.next();
    BatchId batch = BatchId.next();
    RunRepository.NewRun run =
        new RunRepository.NewRun(
            id, root.id(), source.name(), batch, onlyUser(order), order.since(), order.dryRun());
    boolean started =
        Boolean.TRUE.equals(
            transaction.execute(status -> {
              Optional<Run> before = runs.newest(true);
              if (!runs.insert(run)) {
                return false;
              }
              phases.list(id, batch);
              // Its place is taken: what it noted of the bucket is overwritten.
              before
                  .filter(it -> it.state() == Run.State.STOPPED)
                  .ifPresent(it -> jobs.cancel(it.batch()));
              return true;
            }));
    if (started) {
      LOG.info("Run {} has started{}", id, order.dryRun() ? ", only to count" : "");
    }
    return started ? runs.find(id) : Optional.empty();
  }

  private @Nullable String onlyUser(Order order) {
    String asked = order.user();
    if (asked == null) {
      return null;
    }
    Optional<SourceUser> found = asked.isBlank() ? Optional.empty() : source.user(asked.strip());
    return found
        .map(SourceUser::id)
        .orElseThrow(() ->
            Problem.invalid(
                "unknown_user",
                "There is no such user in the source",
                new FieldError("user", "is neither an id nor an e-mail address of the source")));
  }

  Run find(RunId id) {
    return runs.find(id).orElseThrow(RunId::missing);
  }

  Optional<Run> active() {
    return runs.active();
  }

  /** The run that the older wire is about: the active one, or the last that was no dry run. */
  Optional<Run> shown() {
    return runs.active().or(() -> runs.newest(false));
  }

  List<Run> page(@Nullable RunId after, int limit) {
    return runs.page(after, limit);
  }

  /** Stops a run: at once for whoever looks, within a second for those who work on it. */
  void stop(RunId id) {
    Run run = find(id);
    transaction.executeWithoutResult(status -> {
      jobs.pause(run.batch());
      BatchId now =
          runs.stop(id)
              .orElseThrow(
                  () -> Problem.conflict("not_active", "Only an active run can be stopped"));
      // The run may just have entered its next phase.
      jobs.pause(now);
    });
    LOG.info("Run {} is stopped", id);
  }

  /** Has a stopped run go on where it was. */
  void resume(RunId id) {
    source.check();
    Run run = find(id);
    boolean newest = runs.newest(true).filter(it -> it.id().equals(id)).isPresent();
    if (run.state() != Run.State.STOPPED || !newest) {
      throw Problem.conflict(
          "not_resumable", "Only a stopped run that no other has followed can be resumed");
    }
    reopen(() -> {
      Run now = find(id);
      if (!jobs.resume(now.batch()) || !runs.reopen(id, now.phase(), now.batch())) {
        throw Problem.conflict("not_resumable", "The run cannot be resumed any more");
      }
    });
    LOG.info("Run {} goes on", id);
  }

  /** Has the users that failed start anew. */
  void retryFailed(RunId id) {
    source.check();
    Run run = find(id);
    BatchId batch = run.usersBatch();
    if (run.state() == Run.State.ACTIVE || batch == null) {
      throw Problem.conflict("not_ended", "Only a run that has ended can be tried again");
    }
    reopen(() -> {
      if (jobs.retryFailed(batch) == 0) {
        throw Problem.conflict("nothing_failed", "No user of this run has failed");
      }
      jobs.resume(batch);
      users.resetFailed(id);
      if (!runs.reopen(id, Run.Phase.FETCHING, batch)) {
        throw Problem.conflict("not_ended", "Only a run that has ended can be tried again");
      }
    });
    LOG.info("Run {} tries its failed users again", id);
  }

  private void reopen(Runnable change) {
    try {
      transaction.executeWithoutResult(status -> change.run());
    } catch (DuplicateKeyException e) {
      throw active(e);
    }
  }

  private static Problem active(Exception cause) {
    LOG.debug("Another run is active", cause);
    return Problem.conflict("run_active", "Another run is active");
  }
}
