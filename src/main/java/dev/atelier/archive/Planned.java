package dev.atelier.archive;

import dev.atelier.archive.files.ArchivedFile;
import dev.atelier.providers.SourceItem;
import dev.atelier.providers.SourceObject;
import org.jspecify.annotations.Nullable;

/** What is to be done about one medium. */
sealed interface Planned {

  /** Its bytes are in place. */
  record InPlace(ArchivedFile file) implements Planned {}

  /**
   * Its bytes have to come.
   *
   * @param file its place; null before it has one
   */
  record Fetch(SourceItem item, SourceObject object, @Nullable ArchivedFile file)
      implements Planned {}

  /** It is older than what the run is about. */
  record Older(String item) implements Planned {}

  /** It cannot be archived. */
  record Refused(String item, String error, @Nullable Finding finding) implements Planned {}
}
