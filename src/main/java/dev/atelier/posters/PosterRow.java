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
 */
record PosterRow(
    String username, @Nullable Long userId, Map<String, String> values, @Nullable RowError error) {

  PosterRow {
    values = new LinkedHashMap<>(values);
  }

  /** What is wrong with a row. */
  record RowError(String code, String message) {}

  /** What the person is called in lists: the username, or the number of a row that has none. */
  String label(int position) {
    return username.isEmpty() ? "row_" + position : username;
  }
}
