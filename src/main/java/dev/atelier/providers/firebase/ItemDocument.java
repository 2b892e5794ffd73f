package dev.atelier.providers.firebase;

import com.google.cloud.firestore.DocumentSnapshot;
import dev.atelier.providers.MediaKind;
import dev.atelier.providers.SourceItem;
import org.jspecify.annotations.Nullable;

/** Makes a medium of a document; what is of another type than it should be counts as absent. */
final class ItemDocument {

  static final String[] FIELDS = {
    "storagePath", "originalName", "mimeType", "fileSize", "userId", "userEmail"
  };

  private ItemDocument() {}

  static SourceItem read(MediaKind kind, DocumentSnapshot document) {
    return new SourceItem(
        document.getId(),
        kind,
        kind.plural() + '/' + document.getId(),
        text(document, "storagePath"),
        text(document, "originalName"),
        text(document, "mimeType"),
        document.get("fileSize") instanceof Long size ? size : null,
        text(document, "userId"),
        text(document, "userEmail"),
        UserDocument.instant(document.getUpdateTime()));
  }

  private static @Nullable String text(DocumentSnapshot document, String field) {
    return document.get(field) instanceof String text && !text.isEmpty() ? text : null;
  }
}
