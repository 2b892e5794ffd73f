package dev.atelier.archive.files;

import dev.atelier.providers.MediaKind;
import dev.atelier.providers.SourceObject;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A place in the archive, and what is held there.
 *
 * @param item id of the medium
 * @param name of the file, within its folder and kind
 * @param document where the source says what it is
 * @param object that has the bytes
 * @param held null until the bytes are in place
 */
public record ArchivedFile(
    String folder,
    MediaKind kind,
    String item,
    String name,
    String document,
    String object,
    @Nullable Held held) {

  /** The path below the root. */
  public String path() {
    return folder + "/" + kind.plural() + "/" + name;
  }

  /**
   * Bytes in place.
   *
   * @param encoding {@code gzip} where the bytes are compressed; null for none
   * @param modifiedAt what the file says of itself, to tell one that was changed since
   * @param fetchedBy the run that brought them
   */
  public record Held(
      Content content,
      long generation,
      @Nullable String encoding,
      Instant modifiedAt,
      Instant fetchedAt,
      UUID fetchedBy) {

    /** Whether the object is still the one that the bytes are of. */
    public boolean isOf(SourceObject object) {
      return generation == object.generation() && content.isOf(object);
    }

    /** Whether a file looks like the one that was put there. */
    public boolean looksLike(BasicFileAttributes found) {
      return found.size() == content.size()
          && found.lastModifiedTime().toMillis() == modifiedAt.toEpochMilli();
    }
  }
}
