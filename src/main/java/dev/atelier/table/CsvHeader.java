package dev.atelier.table;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.table.RecordHandler.CsvRecord;
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
record CsvHeader(List<String> cells, List<String> columns) {

  /** No name of a column: those are trimmed. */
  private static final String KEY = " key ";

  static CsvHeader of(CsvRecord record, KeyColumn key) {
    List<String> cells = Arrays.stream(record.cells()).map(Cells::trim).toList();
    List<String> columns = cells.stream().filter(name -> !name.isEmpty()).toList();
    refuseDuplicates(columns, record.line(), key);
    key.check(columns);
    return new CsvHeader(cells, columns);
  }

  /** Names may differ in case alone, as placeholders do; the key cannot stand in two columns. */
  private static void refuseDuplicates(List<String> columns, long line, KeyColumn key) {
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(key.is(column) ? KEY : column)) {
        throw Problem.invalid(
            CsvTable.INVALID,
            "Line %d: duplicate column '%s'".formatted(line, Cells.shorten(column)),
            new FieldError(column, "The column appears twice", line));
      }
    }
  }
}
