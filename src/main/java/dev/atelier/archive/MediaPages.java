package dev.atelier.archive;

import dev.atelier.archive.files.ArchiveRoot;
import dev.atelier.archive.files.ArchivedFile;
import dev.atelier.archive.files.DatabaseTurns;
import dev.atelier.archive.files.Durability;
import dev.atelier.archive.files.FileNames;
import dev.atelier.archive.files.FilePlaces;
import dev.atelier.archive.files.FileRepository;
import dev.atelier.archive.files.FilesProperties;
import dev.atelier.archive.files.SafeName;
import dev.atelier.archive.files.StoppedException;
import dev.atelier.providers.MediaKind;
import dev.atelier.providers.SourceItem;
import dev.atelier.providers.SourceObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Archives some media of a user: plans, names, fetches, and tells what came of it. */
@Component
class MediaPages {

  private final MediaPlans plans;
  private final FileNames names;
  private final FilePlaces places;
  private final FileRepository files;
  private final Durability durability;
  private final DatabaseTurns turns;
  private final ArchiveRoot root;
  private final FindingRepository findings;
  private final FilesProperties properties;

  MediaPages(
      MediaPlans plans,
      FileNames names,
      FilePlaces places,
      FileRepository files,
      Durability durability,
      DatabaseTurns turns,
      ArchiveRoot root,
      FindingRepository findings,
      FilesProperties properties) {
    this.plans = plans;
    this.names = names;
    this.places = places;
    this.files = files;
    this.durability = durability;
    this.turns = turns;
    this.root = root;
    this.findings = findings;
    this.properties = properties;
  }

  /**
   * Archives.
   *
   * @param folder the user's; null where a dry run finds that it has none yet
   * @throws IOException when the disk does not take it
   */
  RunUser.Result archive(Run run, @Nullable String folder, RunUser.Page page, RunWatch.Visit visit)
      throws IOException, StoppedException, InterruptedException {
    List<Planned> planned = plans.plan(run, folder, page, visit);
    PageTally tally = new PageTally(run.id(), folder, page.kind());
    List<Planned.Fetch> toFetch = new ArrayList<>();
    List<ArchivedFile> inPlace = new ArrayList<>();
    for (Planned each : planned) {
      switch (each) {
        case Planned.InPlace(ArchivedFile file) -> {
          inPlace.add(file);
          tally.inPlace(file);
        }
        case Planned.Fetch fetch -> toFetch.add(fetch);
        case Planned.Refused refused -> tally.refused(refused);
        case Planned.Older older -> tally.passed(older);
      }
    }
    if (run.dryRun()) {
      toFetch.forEach(tally::wouldFetch);
    } else if (folder != null) {
      if (!inPlace.isEmpty()) {
        turns.tell(() -> files.seen(root.id(), run.id().value(), folder, page.kind(), inPlace));
      }
      try (PageFetch fetch =
          new PageFetch(
              places, durability, run, page.kind(), tally, visit, properties.filesPerUser())) {
        fetch.all(named(folder, page.kind(), toFetch));
      }
    }
    turns.tell(() -> findings.insert(run.id(), tally.findings()));
    return tally.result();
  }

  /** Gives those a name that have none. */
  private List<Planned.Fetch> named(String folder, MediaKind kind, List<Planned.Fetch> toFetch)
      throws InterruptedException {
    List<ArchivedFile> nameless =
        toFetch.stream()
            .filter(fetch -> fetch.file() == null)
            .map(fetch -> place(folder, kind, fetch.item(), fetch.object()))
            .toList();
    if (nameless.isEmpty()) {
      return toFetch;
    }
    Map<String, ArchivedFile> named = turns.ask(() -> names.reserve(nameless));
    return toFetch.stream()
        .map(fetch ->
            fetch.file() == null
                ? new Planned.Fetch(fetch.item(), fetch.object(), named.get(fetch.item().id()))
                : fetch)
        .toList();
  }

  private static ArchivedFile place(
      String folder, MediaKind kind, SourceItem item, SourceObject object) {
    String original = item.originalName();
    String name =
        SafeName.ofFile(
            original == null
                ? (kind == MediaKind.IMAGE ? "image_" : "voice_") + item.id()
                : original);
    // What is stored compressed stays so, and says so.
    String stored = "gzip".equals(object.contentEncoding()) && !name.endsWith(".gz") ? ".gz" : "";
    return new ArchivedFile(
        folder,
        kind,
        item.id(),
        name + stored,
        item.documentPath(),
        Texts.storable(object.path()),
        null);
  }
}
