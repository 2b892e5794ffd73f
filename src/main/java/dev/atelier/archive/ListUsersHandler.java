package dev.atelier.archive;

import dev.atelier.archive.Phases.RunWork;
import dev.atelier.archive.files.Durability;
import dev.atelier.archive.files.FolderNames;
import dev.atelier.archive.files.FolderNames.Person;
import dev.atelier.archive.files.SourceCalls;
import dev.atelier.archive.files.StoppedException;
import dev.atelier.jobs.JobHandler;
import dev.atelier.providers.MediaSource;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.SourceUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Notes which users there are and what the bucket holds, page by page. */
@Component
class ListUsersHandler implements JobHandler<RunWork> {

  private static final Logger LOG = LoggerFactory.getLogger(ListUsersHandler.class);

  private final MediaSource source;
  private final SourceCalls calls;
  private final RunRepository runs;
  private final RunUserRepository users;
  private final ObjectRepository objects;
  private final FindingRepository findings;
  private final FolderNames names;
  private final Durability durability;
  private final RunWatch watch;
  private final Phases phases;

  ListUsersHandler(
      MediaSource source,
      SourceCalls calls,
      RunRepository runs,
      RunUserRepository users,
      ObjectRepository objects,
      FindingRepository findings,
      FolderNames names,
      Durability durability,
      RunWatch watch,
      Phases phases) {
    this.source = source;
    this.calls = calls;
    this.runs = runs;
    this.users = users;
    this.objects = objects;
    this.findings = findings;
    this.names = names;
    this.durability = durability;
    this.watch = watch;
    this.phases = phases;
  }

  @Override
  public String queue() {
    return phases.listQueue();
  }

  @Override
  public Class<RunWork> inputType() {
    return RunWork.class;
  }

  @Override
  public Lanes lanes() {
    return new Lanes.PerNode(1);
  }

  @Override
  public Outcome run(Work<RunWork> work) throws InterruptedException {
    Run run = runs.find(work.input().id()).orElseThrow();
    try (RunWatch.Visit visit = watch.enter(run.id(), 0, work.progress())) {
      durability.doubtOthers();
      users.clear(run.id());
      findings.clear(run.id());
      Counted counted = list(run, visit::isWanted);
      if (run.listsObjects()) {
        listObjects(run, visit::isWanted);
      }
      LOG.info("Run {} has {} users with {} media", run.id(), counted.users, counted.media);
      return new Outcome.Done(
          counted,
          () -> {
            runs.listed(run.id(), counted.users, counted.media);
            phases.fetch(run.id(), counted.users);
          });
    } catch (StoppedException e) {
      LOG.info("Run {} was stopped while users were listed", run.id());
      return new Outcome.MoveTo(queue());
    }
  }

  /** How many there are. */
  record Counted(int users, long media) {}

  private Counted list(Run run, BooleanSupplier wanted)
      throws StoppedException, InterruptedException {
    String only = run.onlyUser();
    if (only != null) {
      SourceUser user =
          calls
              .ask(() -> source.user(only), wanted)
              .orElseThrow(() ->
                  ProviderException.rejected("unknown_user", "The user is not there any more"));
      return insert(run, List.of(user), new Counted(0, 0));
    }
    Counted counted = new Counted(0, 0);
    @Nullable String after = null;
    do {
      @Nullable String from = after;
      MediaSource.UserPage page =
          calls.ask(() -> source.users(from, MediaSource.MAX_BATCH), wanted);
      counted = insert(run, page.users(), counted);
      after = page.next();
    } while (after != null);
    return counted;
  }

  private Counted insert(Run run, List<SourceUser> page, Counted before) {
    List<Person> persons = page.stream().map(ListUsersHandler::person).toList();
    // Names are given here, in the order of the source, and not in the order of the work.
    Map<Person, String> folders = run.dryRun() ? names.known(persons) : names.assign(persons);
    List<RunUserRepository.Listed> listed = new ArrayList<>(page.size());
    List<Finding> nameless = new ArrayList<>();
    long media = before.media;
    for (int i = 0; i < page.size(); i++) {
      SourceUser user = page.get(i);
      String folder = folders.get(persons.get(i));
      listed.add(listed(user, before.users + i + 1, folder));
      media += user.imageIds().size() + user.voiceIds().size();
      if (!RunUser.isUsable(user.email())) {
        nameless.add(
            new Finding(
                Finding.INVALID_EMAIL,
                "email_users/" + user.id(),
                folder,
                "The user has no e-mail address that can be one",
                null));
      }
    }
    users.insert(run.id(), listed);
    findings.insert(run.id(), nameless);
    return new Counted(before.users + listed.size(), media);
  }

  private static Person person(SourceUser user) {
    return new Person(Texts.storable(user.id()), Texts.storable(RunUser.name(user.email())));
  }

  private static RunUserRepository.Listed listed(
      SourceUser user, int position, @Nullable String folder) {
    String email = user.email();
    List<String> faults = new ArrayList<>(user.faults());
    if (email != null && !RunUser.isUsable(email)) {
      faults.add("invalid_email: the e-mail address is blank or too long");
    }
    return new RunUserRepository.Listed(
        position,
        Texts.storable(user.id()),
        email == null || !RunUser.isUsable(email) ? null : Texts.storable(email),
        storable(user.imageIds()),
        storable(user.voiceIds()),
        faults.stream().map(Texts::error).toList(),
        folder);
  }

  private static List<String> storable(List<String> texts) {
    return texts.stream().map(Texts::storable).distinct().toList();
  }

  /** Asks for the next page while this one is kept. */
  private void listObjects(Run run, BooleanSupplier wanted)
      throws StoppedException, InterruptedException {
    objects.clear();
    try (ExecutorService keeper = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> kept = CompletableFuture.completedFuture(null);
      @Nullable String token = null;
      do {
        @Nullable String from = token;
        MediaSource.ObjectPage page = calls.ask(() -> source.objects(null, from), wanted);
        await(kept);
        kept = keeper.submit(() -> objects.insert(run.id(), page.objects()));
        token = page.next();
      } while (token != null);
      await(kept);
    }
  }

  private static void await(Future<?> kept) throws InterruptedException {
    try {
      kept.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e);
    }
  }
}
