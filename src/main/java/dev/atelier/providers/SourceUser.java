package dev.atelier.providers;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user of a {@link MediaSource}, as the document says it. Nothing in it can be trusted: texts may
 * be of any length and hold any characters.
 *
 * @param id of the document; unique, never empty
 * @param email as it was written; null where there is none or it is no text
 * @param imageIds what the user owns, in the order of the document, each once; may be many
 * @param voiceIds the same for voices
 * @param faults what is wrong with the document, each a sentence that starts with the name of the
 *     field, such as {@code imageIds is a text, not a list}; empty for a sound one. A field that is
 *     absent is no fault. At most {@value #MAX_FAULTS}
 * @param updatedAt when the source last wrote the document; null where it does not say
 */
public record SourceUser(
    String id,
    @Nullable String email,
    List<String> imageIds,
    List<String> voiceIds,
    List<String> faults,
    @Nullable Instant updatedAt) {

  public static final int MAX_FAULTS = 20;

  public SourceUser {
    imageIds = List.copyOf(imageIds);
    voiceIds = List.copyOf(voiceIds);
    faults = List.copyOf(faults);
  }

  /** The ids of one kind. */
  public List<String> ids(MediaKind kind) {
    return kind == MediaKind.IMAGE ? imageIds : voiceIds;
  }
}
