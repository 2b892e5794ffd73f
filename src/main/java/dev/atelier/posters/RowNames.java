package dev.atelier.posters;

import dev.atelier.posters.table.RowIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the rows of a run as they stream by, and finds the names that come more than once. */
final class RowNames {

  private static final int NAMED = 5;

  private final Map<String, Integer> rowsByName = new HashMap<>();
  private int rows;

  /** Two names are the same person's when their keys are equal. */
  static String key(String username) {
    return new RowIdentity.Person(username, null).lookupKey();
  }

  /** Takes the next row's name; returns the row's number, from 1. */
  int add(PosterRow row) {
    if (!row.username().isEmpty() || row.profileId() != null) {
      rowsByName.merge(row.lookupKey(), 1, Integer::sum);
    }
    return ++rows;
  }

  /** The warnings, and one more that lists the names that several rows share, if any. */
  List<PosterRun.Warning> withDuplicates(List<PosterRun.Warning> warnings) {
    List<String> shared =
        rowsByName.entrySet().stream()
            .filter(entry -> entry.getValue() > 1)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    if (shared.isEmpty()) {
      return warnings;
    }
    String names = String.join(", ", shared.stream().limit(NAMED).toList());
    String more = shared.size() > NAMED ? " and " + (shared.size() - NAMED) + " more" : "";
    List<PosterRun.Warning> all = new ArrayList<>(warnings);
    all.add(
        new PosterRun.Warning(
            "duplicate_usernames", "Several rows have the same username: " + names + more));
    return all;
  }
}
