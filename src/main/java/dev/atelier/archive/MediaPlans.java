package dev.atelier.archive;

import dev.atelier.archive.files.ArchiveRoot;
import dev.atelier.archive.files.ArchivedFile;
import dev.atelier.archive.files.DatabaseTurns;
import dev.atelier.archive.files.FileRepository;
import dev.atelier.archive.files.LocalCopy;
import dev.atelier.archive.files.SourceCalls;
import dev.atelier.archive.files.StoppedException;
import dev.atelier.providers.MediaKind;
import dev.atelier.providers.MediaSource;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.SourceItem;
import dev.atelier.providers.SourceObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out what is to be done about some media of a user, without doing it. */
@Component
class MediaPlans {

  private final MediaSource source;
  private final SourceCalls calls;
  private final ObjectRepository objects;
  private final FileRepository files;
  private final ArchiveRoot root;
  private final DatabaseTurns turns;

  MediaPlans(
      MediaSource source,
      SourceCalls calls,
      ObjectRepository objects,
      FileRepository files,
      ArchiveRoot root,
      DatabaseTurns turns) {
    this.source = source;
    this.calls = calls;
    this.objects = objects;
    this.files = files;
    this.root = root;
    this.turns = turns;
  }

  /**
   * Plans.
   *
   * @param folder the user's; null where a dry run finds that it has none yet
   */
  List<Planned> plan(Run run, @Nullable String folder, RunUser.Page page, RunWatch.Visit visit)
      throws StoppedException, InterruptedException {
    Map<String, SourceItem> items =
        calls.ask(() -> source.items(page.kind(), page.ids()), visit::isWanted);
    List<String> paths =
        items.values().stream().map(SourceItem::storagePath).filter(Objects::nonNull).toList();
    Map<String, SourceObject> listed =
        run.listsObjects() ? turns.ask(() -> objects.find(run.id(), storable(paths))) : Map.of();
    Map<String, ArchivedFile> known =
        folder == null
            ? Map.of()
            : turns.ask(() -> files.find(root.id(), folder, page.kind(), page.ids()));
    List<Planned> planned = new ArrayList<>();
    for (String id : page.ids()) {
      planned.add(plan(run, page.kind(), id, items.get(id), listed, known.get(id), visit));
    }
    return planned;
  }

  private static List<String> storable(List<String> paths) {
    return paths.stream().map(Texts::storable).toList();
  }

  private Planned plan(
      Run run,
      MediaKind kind,
      String id,
      @Nullable SourceItem item,
      Map<String, SourceObject> listed,
      @Nullable ArchivedFile file,
      RunWatch.Visit visit)
      throws StoppedException, InterruptedException {
    if (item == null) {
      return new Planned.Refused(
          id,
          "%s metadata not found: %s".formatted(title(kind), id),
          new Finding(
              Finding.DANGLING_ID,
              kind.plural() + "/" + id,
              null,
              "A user lists this id, but there is no such document",
              null));
    }
    String path = item.storagePath();
    if (path == null) {
      return new Planned.Refused(
          id,
          error(kind, id, "its metadata has no storagePath"),
          new Finding(
              Finding.NO_STORAGE_PATH,
              item.documentPath(),
              null,
              "The document names no object",
              null));
    }
    SourceObject object;
    try {
      SourceObject known = listed.get(path);
      object = known == null ? calls.ask(() -> source.stat(path), visit::isWanted) : known;
    } catch (ProviderException e) {
      return refused(kind, item, e);
    }
    if (isOlder(run.since(), item, object)) {
      return new Planned.Older(id);
    }
    return file != null && isInPlace(file, object)
        ? new Planned.InPlace(file)
        : new Planned.Fetch(item, object, file);
  }

  /** A medium that the source does not give. */
  static Planned.Refused refused(MediaKind kind, SourceItem item, ProviderException failure) {
    return new Planned.Refused(
        item.id(),
        error(kind, item.id(), failure.getMessage()),
        failure.code().equals("object_not_found")
            ? new Finding(
                Finding.MISSING_OBJECT,
                item.documentPath(),
                null,
                "The document names " + item.storagePath() + ", which is not there",
                null)
            : null);
  }

  static String error(MediaKind kind, String id, String text) {
    return "Error processing %s %s: %s"
        .formatted(kind == MediaKind.IMAGE ? "image" : "voice", id, text);
  }

  private static String title(MediaKind kind) {
    return kind == MediaKind.IMAGE ? "Image" : "Voice";
  }

  private static boolean isOlder(@Nullable Instant since, SourceItem item, SourceObject object) {
    return since != null
        && item.updatedAt() != null
        && item.updatedAt().isBefore(since)
        && (object.updatedAt() == null || object.updatedAt().isBefore(since));
  }

  private boolean isInPlace(ArchivedFile file, SourceObject object) {
    ArchivedFile.Held held = file.held();
    if (held == null
        || !held.isOf(object)
        || !file.object().equals(Texts.storable(object.path()))) {
      return false;
    }
    try {
      Path path = root.file(file.folder(), file.kind(), file.name());
      Optional<BasicFileAttributes> found = ArchiveRoot.attributes(path);
      return found.isPresent()
          && (held.looksLike(found.get()) || isTheSame(path, found.get(), held));
    } catch (IOException e) {
      // Whoever wants to put the file there is told what is in the way.
      return false;
    }
  }

  /** Reads a file whose time was changed; where its bytes were not, it gets its time back. */
  private static boolean isTheSame(Path path, BasicFileAttributes found, ArchivedFile.Held held)
      throws IOException {
    if (found.size() != held.content().size()
        || !LocalCopy.read(path, false).sha256().equals(held.content().sha256())) {
      return false;
    }
    Files.setLastModifiedTime(path, FileTime.from(held.modifiedAt()));
    return true;
  }
}
