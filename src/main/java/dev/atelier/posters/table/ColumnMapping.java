package dev.atelier.posters.table;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.table.Cells;
import dev.atelier.table.Row;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names under which columns can be had besides their own, such as {@code username} for a column
 * {@code Handle}. A name that a column has already is then that of the mapped column.
 *
 * @param columns column by name
 */
public record ColumnMapping(Map<String, String> columns) {

  /** Every column has its own name only. */
  public static final ColumnMapping NONE = new ColumnMapping(Map.of());

  private static final int MAX_NAMES = 100;
  private static final int MAX_NAME = 200;

  public ColumnMapping {
    columns = new LinkedHashMap<>(columns);
    if (columns.size() > MAX_NAMES) {
      throw invalid("mapping", "must have at most %d names".formatted(MAX_NAMES));
    }
    columns
        .keySet()
        .forEach(name -> {
          if (name.isBlank() || name.length() > MAX_NAME || name.indexOf('\0') >= 0) {
            throw invalid("mapping", "must have names of 1 to %d characters".formatted(MAX_NAME));
          }
        });
  }

  /**
   * All names of the columns: those of the mapping first, so that they win where several columns
   * could mean the same.
   *
   * @throws Problem 422 that names what maps to a column that is not there
   */
  List<String> names(Collection<String> header) {
    columns.forEach((name, column) -> {
      if (!header.contains(column)) {
        throw invalid("mapping." + name, "there is no column '" + Cells.shorten(column) + "'");
      }
    });
    Set<String> names = new LinkedHashSet<>(columns.keySet());
    names.addAll(header);
    return List.copyOf(names);
  }

  /** A row with its values under all names. */
  Row apply(Row row) {
    if (columns.isEmpty()) {
      return row;
    }
    Map<String, String> own = row.values();
    Map<String, String> values = LinkedHashMap.newLinkedHashMap(own.size() + columns.size());
    columns.forEach((name, column) -> values.put(name, own.getOrDefault(column, "")));
    own.forEach(values::putIfAbsent);
    return new Row(row.number(), row.line(), values, row.problem());
  }

  private static Problem invalid(String field, String message) {
    return Problem.invalid(
        "invalid_mapping", field + ": " + message, new FieldError(field, message));
  }
}
