package dev.atelier.archive.files;

import dev.atelier.providers.MediaKind;
import dev.atelier.providers.SourceObject;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.springframework.stereotype.Component;

/**
 * Brings an object to its place: takes what lies there already where that is right, as after a
 * crash, and fetches it where not. What somebody else has put there is never written over.
 */
@Component
public class FilePlaces {

  private static final int EVASIONS = 3;

  private final ArchiveRoot root;
  private final FileFetch fetch;
  private final FileNames names;
  private final Clock clock;

  FilePlaces(ArchiveRoot root, FileFetch fetch, FileNames names, Clock clock) {
    this.root = root;
    this.fetch = fetch;
    this.names = names;
    this.clock = clock;
  }

  /**
   * A file that is in place.
   *
   * @param fetched whether its bytes had to come
   */
  public record Placed(ArchivedFile file, ArchivedFile.Held held, boolean fetched) {}

  /**
   * Brings an object to its place.
   *
   * @param run that brings it
   * @throws dev.atelier.providers.ProviderException when the source will not give it
   * @throws StoppedException when it is no longer wanted
   * @throws UnsafePathException when something else stands in its way
   * @throws IOException when the disk does not take it
   */
  public Placed bring(
      ArchivedFile file,
      SourceObject object,
      UUID run,
      BooleanSupplier wanted,
      IntConsumer received)
      throws IOException, StoppedException, InterruptedException {
    ArchivedFile place = file;
    for (int evasion = 0; ; evasion++) {
      Path target = root.file(place.folder(), place.kind(), place.name());
      Optional<BasicFileAttributes> found = ArchiveRoot.attributes(target);
      if (found.isEmpty()) {
        return fetched(place, target, object, run, wanted, received);
      }
      Optional<Content> right = rightContent(target, found.get(), object);
      if (right.isPresent()) {
        Instant modified = found.get().lastModifiedTime().toInstant();
        return new Placed(place, held(object, right.get(), modified, run), false);
      }
      // A file that was completed here once is replaced; one that never was is not ours, unless it
      // bears the object's time: then it was placed and lost its bytes before it was noted.
      if (place.held() != null || hasTimeOf(object, found.get())) {
        return fetched(place, target, object, run, wanted, received);
      }
      if (evasion == EVASIONS) {
        throw new UnsafePathException(place.path());
      }
      place = names.evade(place, evasion);
    }
  }

  private static boolean hasTimeOf(SourceObject object, BasicFileAttributes found) {
    Instant updated = object.updatedAt();
    return updated != null
        && found.lastModifiedTime().toMillis() == updated.toEpochMilli()
        && found.size() <= object.size();
  }

  private static Optional<Content> rightContent(
      Path target, BasicFileAttributes found, SourceObject object) throws IOException {
    boolean known = object.crc32c() != null || object.md5() != null;
    if (!known || found.size() != object.size()) {
      return Optional.empty();
    }
    return Optional.of(LocalCopy.read(target, object.md5() != null))
        .filter(content -> content.isOf(object));
  }

  private Placed fetched(
      ArchivedFile place,
      Path target,
      SourceObject object,
      UUID run,
      BooleanSupplier wanted,
      IntConsumer received)
      throws IOException, StoppedException, InterruptedException {
    FileFetch.Fetched fetched =
        fetch.fetch(
            new FileFetch.Order(
                key(place.folder(), place.kind(), place.item()), object, target, wanted, received));
    return new Placed(
        place, held(fetched.object(), fetched.content(), fetched.modifiedAt(), run), true);
  }

  private ArchivedFile.Held held(SourceObject object, Content content, Instant modified, UUID run) {
    return new ArchivedFile.Held(
        content, object.generation(), object.contentEncoding(), modified, clock.instant(), run);
  }

  private static String key(String folder, MediaKind kind, String item) {
    String text = folder + "/" + kind.plural() + "/" + item;
    return SafeName.hash(text) + SafeName.hash("/" + text);
  }
}
