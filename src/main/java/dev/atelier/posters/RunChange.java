package dev.atelier.posters;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of a run on the wire; what is left out stays as it is.
 *
 * @param revision of the run that the change was made for
 * @param template the HTML of another template
 */
record RunChange(
    @Nullable Integer revision,
    @Nullable String template,
    @Nullable List<@Nullable RowChange> rows,
    @Nullable List<@Nullable NewRow> added,
    @Nullable List<@Nullable Integer> removed) {

  /**
   * Other values for some columns of a row.
   *
   * @param row its number
   */
  record RowChange(@Nullable Integer row, @Nullable Map<String, @Nullable String> values) {}

  /** The values of one more row. */
  record NewRow(@Nullable Map<String, @Nullable String> values) {}
}
