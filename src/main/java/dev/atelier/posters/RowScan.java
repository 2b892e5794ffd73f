package dev.atelier.posters;

import dev.atelier.posters.template.PosterTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** What can be told of rows by reading them. Used once, by one thread. */
final class RowScan {

  private static final int NAMED = 5;

  private final RowFindings findings;
  private final IntPredicate hasGlyph;
  private final boolean compareIds;
  private final Map<String, Long> firstIds = new HashMap<>();
  private final List<String> columns;
  private final Set<String> used;
  private final List<String> texts;
  private final Map<String, Integer> firstRows = new HashMap<>();
  private final Map<String, Integer> emptyWithId = new LinkedHashMap<>();
  private int rows;

  /**
   * @param compareIds whether two rows of a name that have different ids are told
   */
  RowScan(
      NewRuns.Order order,
      PosterTemplate template,
      RowFindings findings,
      IntPredicate hasGlyph,
      boolean compareIds) {
    this.findings = findings;
    this.hasGlyph = hasGlyph;
    this.compareIds = compareIds;
    this.columns = order.columns();
    this.used = template.placeholders();
    this.texts = List.copyOf(template.textPlaceholders());
    template
        .unknownNames()
        .forEach(name ->
            findings.add(
                null,
                name,
                "missing_column",
                "There is no column %s; {%s} stays as it is written".formatted(name, name)));
  }

  /** The names whose values people read, in the order of {@link #texts}. */
  List<String> names() {
    return texts;
  }

  /** Takes the next row; returns its number. */
  int add(PosterRow row) {
    int number = ++rows;
    PosterRow.RowError error = row.error();
    if (error != null) {
      findings.add(number, null, error.code(), error.message());
      return number;
    }
    Integer first = firstRows.putIfAbsent(row.lookupKey(), number);
    if (first != null) {
      findings.add(
          number,
          "username",
          "duplicate_username",
          "%s is in row %d too; each row becomes a poster of its own"
              .formatted(row.label(number), first));
    }
    if (compareIds) {
      compareId(number, row);
    }
    for (String name : used) {
      if (columns.contains(name)) {
        if (!row.values().containsKey(name)) {
          findings.add(number, name, "missing_column", "The row has no " + name);
        }
      } else if (row.userId() != null) {
        emptyWithId.merge(name, 1, Integer::sum);
      }
    }
    texts.forEach(name -> checkGlyphs(number, name, row));
    return number;
  }

  /** What people read of a row, as far as the row itself says. */
  List<String> texts(PosterRow row) {
    return texts.stream().map(name -> PosterComposer.own(name, row)).toList();
  }

  /** Tells what is about all rows together; returns how many there were. */
  int finish() {
    emptyWithId.forEach((name, count) ->
        findings.add(
            null,
            name,
            "missing_column",
            "There is no column %s, and rows that have an id are not looked up: it stays empty in %,d rows"
                .formatted(name, count)));
    return rows;
  }

  /** Where nobody else is asked, rows can at least not agree among themselves. */
  private void compareId(int number, PosterRow row) {
    Long id = row.userId();
    Long first = id == null ? null : firstIds.putIfAbsent(row.lookupKey(), id);
    if (first != null && !first.equals(id)) {
      findings.add(
          number,
          "user_id",
          "id_conflict",
          "The row has the id %d, but an earlier one of %s has %d"
              .formatted(id, row.label(number), first));
    }
  }

  private void checkGlyphs(int number, String name, PosterRow row) {
    String value = PosterComposer.own(name, row);
    if (value.chars().allMatch(character -> character < 0x250)) {
      return;
    }
    List<String> missing = new ArrayList<>();
    value
        .codePoints()
        .filter(character -> !hasGlyph.test(character))
        .distinct()
        .limit(NAMED)
        .forEach(character -> missing.add("U+%04X".formatted(character)));
    if (!missing.isEmpty()) {
      findings.add(
          number,
          name,
          "missing_glyph",
          name
              + " has characters that no font can draw: "
              + missing.stream().collect(Collectors.joining(", ")));
    }
  }
}
