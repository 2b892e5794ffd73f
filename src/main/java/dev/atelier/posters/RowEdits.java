package dev.atelier.posters;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.posters.table.PeopleColumns;
import dev.atelier.posters.table.RowIdentity;
import dev.atelier.table.RowLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts other values into rows; whatever is wrong is a 422 that names row and column. */
final class RowEdits {

  private static final List<String> ALWAYS = List.of("username", "user_id");

  private RowEdits() {}

  /**
   * The row with these values in place of its own.
   *
   * @param field where the values stand in the request
   */
  static PosterRow edited(
      PosterRow row, @Nullable Map<String, @Nullable String> values, PosterRun run, String field) {
    Map<String, String> merged = new LinkedHashMap<>(row.values());
    merged.putAll(checked(values, run, field));
    if (PeopleColumns.of(merged.keySet()).username() == null) {
      // The row was not told apart by a column of its own.
      return new PosterRow(row.username(), row.userId(), merged, null, row.profileId());
    }
    PeopleColumns people = PeopleColumns.of(merged.keySet());
    boolean anotherId = people.userId() == null;
    PosterRow edited = identified(people, merged, field);
    boolean samePerson = edited.username().equals(row.username());
    return anotherId && samePerson && row.userId() != null
        ? new PosterRow(edited.username(), row.userId(), merged, null)
        : edited;
  }

  /** A row of these values. */
  static PosterRow added(
      @Nullable Map<String, @Nullable String> values, PosterRun run, String field) {
    Map<String, String> all = new LinkedHashMap<>();
    run.columns().forEach(column -> all.put(column, ""));
    all.putAll(checked(values, run, field));
    return identified(PeopleColumns.of(all.keySet()), all, field);
  }

  private static PosterRow identified(
      PeopleColumns people, Map<String, String> values, String field) {
    return switch (people.identify(values)) {
      case RowIdentity.Person person ->
          new PosterRow(person.username(), person.userId(), values, null);
      case RowIdentity.Refused refused ->
          throw Problem.invalid(
              refused.problem().code(),
              refused.problem().message(),
              new FieldError(field, refused.problem().message()));
    };
  }

  private static Map<String, String> checked(
      @Nullable Map<String, @Nullable String> values, PosterRun run, String field) {
    if (values == null) {
      throw wrong(field, "is required");
    }
    Map<String, String> checked = new LinkedHashMap<>();
    int length = 0;
    for (Map.Entry<String, @Nullable String> entry : values.entrySet()) {
      String column = entry.getKey();
      String value = entry.getValue() == null ? "" : entry.getValue();
      length += value.length();
      if (!run.columns().contains(column) && !ALWAYS.contains(column)) {
        throw wrong(field + "." + column, "is no column of this run");
      }
      if (value.length() > RowLimits.MAX_CELL
          || length > RowLimits.MAX_ROW
          || !BulkRow.storable(value)) {
        throw wrong(
            field + "." + column, "must be at most 64 KB of text without NUL or broken characters");
      }
      checked.put(column, value);
    }
    return checked;
  }

  static Problem wrong(String field, String message) {
    return Problem.invalid("invalid_change", field + " " + message, new FieldError(field, message));
  }
}
