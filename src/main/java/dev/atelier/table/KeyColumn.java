package dev.atelier.table;

import java.util.List;

/** The column that every file of a kind has, and by which its delimiter is recognised. */
public interface KeyColumn {

  /** Whether a column of that name, which may not be trimmed, is the key. */
  boolean is(String name);

  /**
   * Refuses a header that will not do.
   *
   * @throws dev.atelier.http.Problem 422 that says what is missing
   */
  void check(List<String> columns);
}
