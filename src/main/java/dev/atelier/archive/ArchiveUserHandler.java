package dev.atelier.archive;

import dev.atelier.archive.Phases.UserWork;
import dev.atelier.archive.files.ArchiveRoot;
import dev.atelier.archive.files.DatabaseTurns;
import dev.atelier.archive.files.FilesProperties;
import dev.atelier.archive.files.Parallelism;
import dev.atelier.archive.files.StoppedException;
import dev.atelier.archive.files.UnsafePathException;
import dev.atelier.jobs.JobHandler;
import dev.atelier.providers.MediaSource;
import dev.atelier.providers.ProviderException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Archives one user's media, a page at a time. After a while it gives its place up and takes it
 * again, so that users who were taken and wait for a place get theirs.
 */
@Component
class ArchiveUserHandler implements JobHandler<UserWork> {

  /** The failure of a user of whom some media could not be archived. */
  static final String FILES_FAILED = "files_failed";

  private static final Logger LOG = LoggerFactory.getLogger(ArchiveUserHandler.class);
  private static final int PAGE = 200;
  private static final Duration SLICE = Duration.ofSeconds(2);
  private static final Duration OUTAGE_PAUSE = Duration.ofMillis(300);

  private final RunUserRepository users;
  private final ArchiveRoot root;
  private final MediaPages pages;
  private final RunWatch watch;
  private final Parallelism parallelism;
  private final DatabaseTurns turns;
  private final Phases phases;
  private final ArchiveMetrics metrics;
  private final int lanes;

  ArchiveUserHandler(
      RunUserRepository users,
      ArchiveRoot root,
      MediaPages pages,
      RunWatch watch,
      Parallelism parallelism,
      DatabaseTurns turns,
      Phases phases,
      ArchiveMetrics metrics,
      FilesProperties properties,
      MediaSource source) {
    this.users = users;
    this.root = root;
    this.pages = pages;
    this.watch = watch;
    this.parallelism = parallelism;
    this.turns = turns;
    this.phases = phases;
    this.metrics = metrics;
    // A node that has nothing to fetch from needs no room for fetching.
    this.lanes = source.name().equals("none") ? 1 : properties.users();
  }

  @Override
  public String queue() {
    return phases.userQueue();
  }

  @Override
  public Class<UserWork> inputType() {
    return UserWork.class;
  }

  @Override
  public Lanes lanes() {
    return new Lanes.PerNode(lanes);
  }

  @Override
  public Outcome run(Work<UserWork> work) throws InterruptedException {
    RunId id = work.input().id();
    try (RunWatch.Visit visit = watch.enter(id, work.input().position(), work.progress())) {
      parallelism.enterUser(visit::isWanted);
      long started = System.nanoTime();
      try {
        return archive(watch.run(id), work.input().position(), visit, started);
      } finally {
        parallelism.leaveUser();
        metrics.worked(System.nanoTime() - started);
      }
    } catch (StoppedException e) {
      return new Outcome.MoveTo(queue(), () -> users.leave(id, work.input().position()));
    } catch (UnsafePathException e) {
      throw ProviderException.rejected("unsafe_path", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw diskFailure(e);
    } catch (DataAccessResourceFailureException | TransientDataAccessException e) {
      // The user is not to blame, and loses no attempt.
      LOG.info("The database is away; user {} of run {} waits", work.input().position(), id);
      Thread.sleep(OUTAGE_PAUSE);
      return new Outcome.MoveTo(queue());
    }
  }

  private Outcome archive(Run run, int position, RunWatch.Visit visit, long started)
      throws IOException, StoppedException, InterruptedException {
    RunUser user = turns.ask(() -> users.begin(run.id(), position)).orElseThrow();
    String folder = user.folder();
    if (folder != null && !run.dryRun()) {
      root.makeFolders(folder);
    }
    while (user.place() < user.media()) {
      RunUser.Page page = user.next(PAGE);
      RunUser.Result result = pages.archive(run, folder, page, visit);
      metrics.archived(result);
      RunUser before = user;
      Optional<Integer> failed = turns.ask(() -> users.advance(before, page.ids().size(), result));
      visit.noted();
      if (failed.isEmpty()) {
        LOG.info("Somebody else works on user {} of run {}", position, run.id());
        return new Outcome.MoveTo(queue());
      }
      user = user.after(page.ids().size(), failed.get());
      if (user.place() < user.media() && System.nanoTime() - started > SLICE.toNanos()) {
        return new Outcome.MoveTo(queue());
      }
    }
    return end(run, user);
  }

  private static Outcome end(Run run, RunUser user) {
    LOG.info(
        "User {} ({}) of run {} has ended with {} media, {} of them failed",
        user.position(),
        Texts.masked(user.name()),
        run.id(),
        user.media(),
        user.failed());
    if (user.failed() > 0) {
      throw ProviderException.rejected(
          FILES_FAILED, "%d of %d media failed".formatted(user.failed(), user.media()));
    }
    return new Outcome.Done(user.media());
  }

  private static ProviderException diskFailure(IOException failure) {
    LOG.error("The archive cannot be written to; its users fail until it can", failure);
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space") || message.contains("quota")
        ? ProviderException.rejected("storage_full", "There is no room left in the archive")
        : ProviderException.rejected(
            "storage_failed",
            "The archive cannot be written to (" + failure.getClass().getSimpleName() + ")");
  }
}
