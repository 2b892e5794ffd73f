package dev.atelier.archive;

import dev.atelier.archive.files.ArchivedFile;
import dev.atelier.archive.files.Durability;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fetches media of one user, one after the other unless the operator wants more at once, and notes
 * those that are in place, many in one statement.
 */
final class PageFetch implements AutoCloseable {

  /**
   * So many may wait to be noted: after a crash they are read again, but not fetched. None does as
   * long as deaths count against the user.
   */
  private static final int MANY = 100;

  private final FilePlaces places;
  private final Durability durability;
  private final Run run;
  private final MediaKind kind;
  private final PageTally tally;
  private final RunWatch.Visit visit;
  private final int atOnce;
  private final List<FilePlaces.Placed> waiting = new ArrayList<>();

  PageFetch(
      FilePlaces places,
      Durability durability,
      Run run,
      MediaKind kind,
      PageTally tally,
      RunWatch.Visit visit,
      int atOnce) {
    this.places = places;
    this.durability = durability;
    this.run = run;
    this.kind = kind;
    this.tally = tally;
    this.visit = visit;
    this.atOnce = atOnce;
  }

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
      await(placed);
    } catch (ProviderException e) {
      tally.refused(MediaPlans.refused(kind, fetch.item(), e));
    } catch (UnsafePathException e) {
      tally.refused(
          new Planned.Refused(
              fetch.item().id(),
              MediaPlans.error(kind, fetch.item().id(), String.valueOf(e.getMessage())),
              null));
    }
    visit.fileDone();
  }

  private void await(FilePlaces.Placed next) {
    boolean many;
    synchronized (waiting) {
      waiting.add(next);
      many = waiting.size() >= MANY || visit.isHurried();
    }
    if (many) {
      note();
    }
  }

  private void note() {
    List<FilePlaces.Placed> taken;
    synchronized (waiting) {
      taken = List.copyOf(waiting);
      waiting.clear();
    }
    if (!taken.isEmpty()) {
      durability.note(
          run.id().value(),
          taken.stream()
              .map(each -> new FileRepository.Completed(each.file(), each.held()))
              .toList());
      visit.cameFurther();
    }
    taken.forEach(each -> tally.placed(each.held(), !each.fetched()));
  }

  /** Notes what is in place although the rest was given up. */
  @Override
  public void close() {
    note();
  }
}
