package dev.atelier.providers;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the media of every user is kept: users, what they own, and the objects with the bytes.
 *
 * <p>Thread-safe; calls block. What documents say is data, however odd: it never makes a call fail.
 * All failures are {@link ProviderException}s, and nothing is tried twice here:
 *
 * <ul>
 *   <li>rejected {@code object_not_found}, {@code object_changed} (another generation is there
 *       now), {@code permission_denied} (of this object) or {@code upstream_refused}: of this
 *       object alone
 *   <li>throttled: wait as long as it says
 *   <li>timed out, or unavailable {@code upstream_unavailable}, {@code upstream_invalid_response}:
 *       may succeed later
 *   <li>refuses all: {@code source_not_configured} (see {@link #check}), {@code permission_denied}
 *       (of the collections or the bucket), {@code bad_credentials}, {@code bucket_not_found}; the
 *       message names the setting
 * </ul>
 */
public interface MediaSource {

  /** Most ids that {@link #items} takes, and most users of a page. */
  int MAX_BATCH = 500;

  /** Short stable word: {@code firebase} or {@code demo}; {@code none} where none is set up. */
  String name();

  /**
   * Throws what every call would throw if no source is set up; asks nobody.
   *
   * @throws ProviderException refuses all, {@code source_not_configured}; the message names the
   *     settings that are missing
   */
  default void check() {}

  /**
   * Lists users by the order of their ids.
   *
   * @param after id of the last user of the page before; null for the first page
   * @param limit 1 to {@link #MAX_BATCH}
   */
  UserPage users(@Nullable String after, int limit);

  /**
   * One user: the one with this id, or else the one with this e-mail address.
   *
   * @throws ProviderException also rejected {@code user_ambiguous} when several have the address
   */
  Optional<SourceUser> user(String idOrEmail);

  /**
   * What the source knows of some media.
   *
   * @param ids at most {@link #MAX_BATCH}; any texts, also such as no document can have
   * @return by id; an id that no document has is absent
   */
  Map<String, SourceItem> items(MediaKind kind, Collection<String> ids);

  /**
   * Lists objects by the order of their paths, so that those that did not change need no request
   * each.
   *
   * @param prefix what all paths start with; null for every object
   * @param pageToken {@link ObjectPage#next} of the page before; null for the first page
   */
  ObjectPage objects(@Nullable String prefix, @Nullable String pageToken);

  /** The present generation of an object. */
  SourceObject stat(String path);

  /**
   * Opens the stored bytes of one generation of an object.
   *
   * @param generation the only one that will do; 0 for the present one
   * @param offset first byte, from 0, at most the size of the object
   */
  ObjectBody open(String path, long generation, long offset);

  /**
   * A part of all users.
   *
   * @param next what to list after; null on the last page
   */
  record UserPage(List<SourceUser> users, @Nullable String next) {
    public UserPage {
      users = List.copyOf(users);
    }
  }

  /**
   * A part of all objects.
   *
   * @param next token of the next page; null on the last one
   */
  record ObjectPage(List<SourceObject> objects, @Nullable String next) {
    public ObjectPage {
      objects = List.copyOf(objects);
    }
  }
}
