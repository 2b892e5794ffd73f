package dev.atelier.archive;

import dev.atelier.archive.Phases.UserWork;
import dev.atelier.archive.files.FilesProperties;
import dev.atelier.archive.files.StoppedException;
import dev.atelier.jobs.JobHandler;
import dev.atelier.providers.MediaSource;
import dev.atelier.providers.ProviderException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Archives one user's media, a page at a time. After a while it gives its place up and takes it
 * again, so that the deaths of its node that are counted are those without any progress between.
 */
@Component
class ArchiveUserHandler implements JobHandler<UserWork> {

  /** The failure of a user of whom some media could not be archived. */
  static final String FILES_FAILED = "files_failed";

  private static final Logger LOG = LoggerFactory.getLogger(ArchiveUserHandler.class);
  private static final int PAGE = 200;
  private static final Duration SLICE = Duration.ofSeconds(2);

  private final RunRepository runs;
  private final RunUserRepository users;
  private final UserFolders folders;
  private final MediaPages pages;
  private final RunWatch watch;
  private final Phases phases;
  private final ArchiveMetrics metrics;
  private final int lanes;

  ArchiveUserHandler(
      RunRepository runs,
      RunUserRepository users,
      UserFolders folders,
      MediaPages pages,
      RunWatch watch,
      Phases phases,
      ArchiveMetrics metrics,
      FilesProperties properties,
      MediaSource source) {
    this.runs = runs;
    this.users = users;
    this.folders = folders;
    this.pages = pages;
    this.watch = watch;
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
    Run run = runs.find(work.input().id()).orElseThrow();
    RunUser user = users.find(run.id(), work.input().position()).orElseThrow();
    long started = System.nanoTime();
    try (RunWatch.Visit visit = watch.enter(run.id(), user.position())) {
      return archive(run, user, visit, started);
    } catch (StoppedException e) {
      return new Outcome.MoveTo(queue());
    } catch (IOException e) {
      throw diskFailure(e);
    } finally {
      metrics.worked(System.nanoTime() - started);
    }
  }

  private Outcome archive(Run run, RunUser listed, RunWatch.Visit visit, long started)
      throws IOException, StoppedException, InterruptedException {
    @Nullable String folder = folders.of(run, listed);
    users.start(listed, folder);
    RunUser user = folders.checked(run, listed, folder);
    while (user.place() < user.media()) {
      RunUser.Page page = user.next(PAGE);
      RunUser.Result result = pages.archive(run, folder, page, visit);
      metrics.archived(result);
      if (!users.advance(user, page.ids().size(), result)) {
        LOG.info("Somebody else works on user {} of run {}", user.position(), run.id());
        return new Outcome.MoveTo(queue());
      }
      visit.noted();
      user = users.find(run.id(), user.position()).orElseThrow();
      if (user.place() < user.media() && System.nanoTime() - started > SLICE.toNanos()) {
        return new Outcome.MoveTo(queue());
      }
    }
    int failed = users.failed(user);
    LOG.info(
        "User {} ({}) of run {} has ended with {} media, {} of them failed",
        user.position(),
        Texts.masked(user.name()),
        run.id(),
        user.media(),
        failed);
    if (failed > 0) {
      throw ProviderException.rejected(
          FILES_FAILED, "%d of %d media failed".formatted(failed, user.media()));
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
