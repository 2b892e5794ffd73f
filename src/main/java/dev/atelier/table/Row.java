package dev.atelier.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file.
 *
 * @param number position among the rows, from 1; blank lines do not count
 * @param line physical line of the file where the row starts, from 1
 * @param values cells by column, in column order and exactly as written; a cell that is missing is
 *     empty
 * @param problem what is wrong with the row's shape, if anything
 */
public record Row(int number, long line, Map<String, String> values, @Nullable RowProblem problem) {
  public Row {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
