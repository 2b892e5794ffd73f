package dev.atelier.archive;

import dev.atelier.archive.files.ArchiveRoot;
import dev.atelier.identity.UserId;
import dev.atelier.jobs.BatchId;
import dev.atelier.jobs.Jobs;
import dev.atelier.jobs.Jobs.NewBatch;
import dev.atelier.jobs.Jobs.NewItem;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The phases of a run as batches of work. Queues are named for the root, as only nodes that have
 * the folder can do the work. Everything here happens within the caller's transaction.
 */
@Component
class Phases {

  static final String LIST_KIND = "archive.list";
  static final String USERS_KIND = "archive.users";
  static final String FINISH_KIND = "archive.finish";

  private final Jobs jobs;
  private final RunRepository runs;
  private final String root;

  Phases(@Lazy Jobs jobs, RunRepository runs, ArchiveRoot root) {
    this.jobs = jobs;
    this.runs = runs;
    this.root = root.id().toString().substring(0, 8);
  }

  /** What a listing or a finish works on. */
  record RunWork(UUID run) {
    RunId id() {
      return new RunId(run);
    }
  }

  /** What the work on a user is about. */
  record UserWork(UUID run, int position) {
    RunId id() {
      return new RunId(run);
    }
  }

  String listQueue() {
    return "archive.list." + root;
  }

  String userQueue() {
    return "archive.user." + root;
  }

  String finishQueue() {
    return "archive.finish." + root;
  }

  void list(RunId run, BatchId batch) {
    jobs.enqueue(
        new NewBatch(batch, LIST_KIND, UserId.OPERATOR, "Listing"),
        Stream.of(new NewItem(listQueue(), "users", new RunWork(run.value()), null, null)));
  }

  void fetch(RunId run, int users) {
    BatchId batch = BatchId.next();
    Run.State state = runs.enter(run, Run.Phase.FETCHING, batch);
    jobs.enqueue(
        new NewBatch(batch, USERS_KIND, UserId.OPERATOR, "Archiving"),
        IntStream.rangeClosed(1, users)
            .mapToObj(position ->
                new NewItem(
                    userQueue(),
                    "user " + position,
                    new UserWork(run.value(), position),
                    null,
                    null)));
    keepStopped(state, batch);
  }

  void finish(RunId run) {
    BatchId batch = BatchId.next();
    Run.State state = runs.enter(run, Run.Phase.FINISHING, batch);
    jobs.enqueue(
        new NewBatch(batch, FINISH_KIND, UserId.OPERATOR, "Writing the evidence"),
        Stream.of(new NewItem(finishQueue(), "evidence", new RunWork(run.value()), null, null)));
    keepStopped(state, batch);
  }

  /** A run that was stopped at the end of a phase waits at the beginning of the next. */
  private void keepStopped(Run.State state, BatchId batch) {
    if (state == Run.State.STOPPED) {
      jobs.pause(batch);
    }
  }
}
