package dev.atelier.archive;

import dev.atelier.archive.files.ArchiveRoot;
import dev.atelier.archive.files.ArchivedFile;
import dev.atelier.archive.files.FilePlaces;
import dev.atelier.archive.files.FileRepository;
import dev.atelier.archive.files.StoppedException;
import dev.atelier.archive.files.UnsafePathException;
import dev.atelier.providers.MediaKind;
import dev.atelier.providers.ProviderException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fetches media of one user, one after the other unless the operator wants more at once, and notes
 * those that are in place, many in one statement.
 */
final class PageFetch implements AutoCloseable {

  /** So many may wait to be noted: after a crash they are read again, but not fetched. */
  private static final int MANY = 100;

  private final FilePlaces places;
  private final FileRepository files;
  private final ArchiveRoot root;
  private final Run run;
  private final MediaKind kind;
  private final PageTally tally;
  private final RunWatch.Visit visit;
  private final int atOnce;
  private final List<Waiting> waiting = new ArrayList<>();

  PageFetch(
      FilePlaces places,
      FileRepository files,
      ArchiveRoot root,
      Run run,
      MediaKind kind,
      PageTally tally,
      RunWatch.Visit visit,
      int atOnce) {
    this.places = places;
    this.files = files;
    this.root = root;
    this.run = run;
    this.kind = kind;
    this.tally = tally;
    this.visit = visit;
    this.atOnce = atOnce;
  }

  private record Waiting(Planned.Fetch fetch, FilePlaces.Placed placed) {}

  void all(List<Planned.Fetch> toFetch) throws IOException, StoppedException, InterruptedException {
    if (atOnce == 1 || toFetch.size() < 2) {
      for (Planned.Fetch fetch : toFetch) {
        one(fetch);
      }
    } else {
      several(toFetch);
    }
    note();
  }

  private void several(List<Planned.Fetch> toFetch)
      throws IOException, StoppedException, InterruptedException {
    try (ExecutorService executor =
        Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
      List<Future<Void>> all = new ArrayList<>();
      for (Planned.Fetch fetch : toFetch) {
        all.add(
            executor.submit(() -> {
              one(fetch);
              return null;
            }));
      }
      for (Future<Void> each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      switch (Objects.requireNonNull(e.getCause())) {
        case IOException disk -> throw disk;
        case StoppedException stopped -> throw stopped;
        case InterruptedException interrupted -> throw interrupted;
        case RuntimeException broken -> throw broken;
        default -> throw new IllegalStateException(e);
      }
    }
  }

  private void one(Planned.Fetch fetch) throws IOException, StoppedException, InterruptedException {
    ArchivedFile file = fetch.file();
    if (file == null) {
      throw new IllegalStateException("No place for " + fetch.item().documentPath());
    }
    try {
      FilePlaces.Placed placed =
          places.bring(file, fetch.object(), run.id().value(), visit::isWanted, visit::received);
      await(new Waiting(fetch, placed));
    } catch (ProviderException e) {
      tally.refused(MediaPlans.refused(kind, fetch.item(), e));
    } catch (UnsafePathException e) {
      refuse(fetch, e);
    }
    visit.fileDone();
  }

  private void refuse(Planned.Fetch fetch, UnsafePathException unsafe) {
    tally.refused(
        new Planned.Refused(
            fetch.item().id(),
            MediaPlans.error(kind, fetch.item().id(), String.valueOf(unsafe.getMessage())),
            null));
  }

  private void await(Waiting next) throws IOException {
    boolean many;
    synchronized (waiting) {
      waiting.add(next);
      many = waiting.size() >= MANY;
    }
    if (many) {
      note();
    }
  }

  /** Waits until what was fetched is in place, and notes it. */
  private void note() throws IOException {
    List<Waiting> taken;
    synchronized (waiting) {
      taken = List.copyOf(waiting);
      waiting.clear();
    }
    List<FileRepository.Completed> completed = new ArrayList<>();
    List<Waiting> done = new ArrayList<>();
    for (Waiting each : taken) {
      if (isPlaced(each)) {
        completed.add(new FileRepository.Completed(each.placed().file(), each.placed().held()));
        done.add(each);
      }
    }
    if (!completed.isEmpty()) {
      files.complete(root.id(), run.id().value(), completed);
    }
    done.forEach(each -> tally.placed(each.placed().held(), !each.placed().fetched()));
  }

  private boolean isPlaced(Waiting waiting) throws IOException {
    try {
      waiting.placed().placed().join();
      return true;
    } catch (CompletionException e) {
      switch (Objects.requireNonNull(e.getCause())) {
        case UnsafePathException unsafe -> {
          refuse(waiting.fetch(), unsafe);
          return false;
        }
        case IOException disk -> throw disk;
        default -> throw e;
      }
    }
  }

  /** Notes what is in place although the rest was given up. */
  @Override
  public void close() throws IOException {
    note();
  }
}
