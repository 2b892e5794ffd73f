package dev.atelier.posters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects what a check finds: counts all of it, and keeps the first of each rule. Thread-safe. */
final class RowFindings {

  private static final int MAX_KEPT = 200;

  private final List<Finding> kept = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();

  /**
   * Something that will not come out as its author may expect.
   *
   * @param row from 1; null where it is about all of them
   * @param column whose value it is about, where it is about one
   * @param rule stable word for programs
   */
  record Finding(@Nullable Integer row, @Nullable String column, String rule, String message) {}

  synchronized void add(
      @Nullable Integer row, @Nullable String column, String rule, String message) {
    if (counts.merge(rule, 1, Integer::sum) <= MAX_KEPT) {
      kept.add(new Finding(row, column, rule, message));
    }
  }

  /** In the order of the rows; what is about all rows comes first. */
  synchronized List<Finding> list() {
    return kept.stream()
        .sorted(
            Comparator.comparing(Finding::row, Comparator.nullsFirst(Comparator.naturalOrder())))
        .toList();
  }

  synchronized Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }

  synchronized int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
