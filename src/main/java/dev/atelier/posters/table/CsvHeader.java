package dev.atelier.posters.table;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.posters.table.RecordHandler.CsvRecord;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of a file's columns.
 *
 * @param cells one name for each cell of the header line, trimmed; empty where the column has none
 * @param columns the names that are not empty
 */
record CsvHeader(List<String> cells, List<String> columns, PeopleColumns people) {

  static CsvHeader of(CsvRecord record) {
    List<String> cells = Arrays.stream(record.cells()).map(Cells::trim).toList();
    List<String> columns = cells.stream().filter(name -> !name.isEmpty()).toList();
    refuseDuplicates(columns, record.line());
    return new CsvHeader(cells, columns, PeopleColumns.required(columns));
  }

  /** Names may differ in case alone, as placeholders do; usernames cannot stand in two columns. */
  private static void refuseDuplicates(List<String> columns, long line) {
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(PeopleColumns.isUsername(column) ? "username" : column)) {
        throw Problem.invalid(
            CsvFile.INVALID,
            "Line %d: duplicate column '%s'".formatted(line, Cells.shorten(column)),
            new FieldError(column, "The column appears twice", line));
      }
    }
  }
}
