package dev.atelier.providers.firebase;

import com.google.cloud.Timestamp;
import com.google.cloud.firestore.DocumentSnapshot;
import dev.atelier.providers.SourceUser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a user of a document, whatever is in it. */
final class UserDocument {

  static final String[] FIELDS = {"email", "imageIds", "voiceIds"};

  private final List<String> faults = new ArrayList<>();
  private final DocumentSnapshot document;

  private UserDocument(DocumentSnapshot document) {
    this.document = document;
  }

  static SourceUser read(DocumentSnapshot document) {
    return new UserDocument(document).user();
  }

  private SourceUser user() {
    String email = email();
    List<String> images = ids("imageIds");
    List<String> voices = ids("voiceIds");
    return new SourceUser(
        document.getId(), email, images, voices, faults, instant(document.getUpdateTime()));
  }

  private @Nullable String email() {
    Object value = document.get("email");
    if (value instanceof String text) {
      return text;
    }
    if (document.contains("email")) {
      fault("email is %s, not a text".formatted(kind(value)));
    }
    return null;
  }

  private List<String> ids(String field) {
    Object value = document.get(field);
    if (!(value instanceof List<?> list)) {
      if (document.contains(field)) {
        fault("%s is %s, not a list".formatted(field, kind(value)));
      }
      return List.of();
    }
    Set<String> ids = LinkedHashSet.newLinkedHashSet(list.size());
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof String id && !id.isEmpty()) {
        ids.add(id);
      } else {
        fault("%s[%d] is %s, not an id".formatted(field, i, kind(list.get(i))));
      }
    }
    return List.copyOf(ids);
  }

  private void fault(String text) {
    if (faults.size() < SourceUser.MAX_FAULTS) {
      faults.add(text);
    }
  }

  private static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> text.isEmpty() ? "empty" : "a text";
      case Number _ -> "a number";
      case Boolean _ -> "true or false";
      case List<?> _ -> "a list";
      case Map<?, ?> _ -> "a map";
      case Timestamp _ -> "a time";
      default -> "of another type";
    };
  }

  static @Nullable Instant instant(@Nullable Timestamp time) {
    return time == null ? null : Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
