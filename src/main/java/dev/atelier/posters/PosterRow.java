package dev.atelier.posters;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One person of a run, as the file or the request has it; the input of the row's item.
 *
 * @param username as written, without surrounding space; empty where the row has none, which is an
 *     error unless the poster is about nobody
 * @param userId the id that the row itself carries
 * @param values every column's value by the column's exact name
 * @param error why no poster can be made of the row
 * @param profileId the id that stands in place of a username, whose profile is to be looked up
 */
record PosterRow(
    String username,
    @Nullable Long userId,
    Map<String, String> values,
    @Nullable RowError error,
    @Nullable Long profileId) {

  PosterRow(
      String username,
      @Nullable Long userId,
      Map<String, String> values,
      @Nullable RowError error) {
    this(username, userId, values, error, null);
  }

  PosterRow {
    values = new LinkedHashMap<>(values);
  }

  /** What is wrong with a row. */
  record RowError(String code, String message) {}

  /** What the person is called in lists: the username or id, or the number of a row without. */
  String label(int position) {
    if (username.isEmpty()) {
      return profileId == null ? "row_" + position : profileId.toString();
    }
    return username;
  }

  /** Whether the directory has to be asked. */
  boolean needsLookup() {
    return error == null && userId == null && !(username.isEmpty() && profileId == null);
  }

  /** Equal for the rows that one lookup answers. No username's key has a capital letter. */
  String lookupKey() {
    return profileId == null ? RowNames.key(username) : "ID " + profileId;
  }
}
