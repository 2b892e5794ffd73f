package dev.atelier.posters.table;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.posters.table.RowIdentity.Person;
import dev.atelier.posters.table.RowIdentity.Refused;
import dev.atelier.table.Cells;
import dev.atelier.table.Row;
import dev.atelier.table.RowProblem;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The columns that say whom a row is about; the same rules for rows of a file and rows of a
 * request.
 *
 * <p>The username stands in the column {@code username} (any case). The id stands in the first
 * column whose name, lower-cased and without spaces, is {@code user_id}, {@code userid} or {@code
 * id}, even where that cell is blank and a later one is not.
 *
 * @param username name of the username's column, null where there is none
 * @param userId name of the id's column, null where there is none
 */
public record PeopleColumns(@Nullable String username, @Nullable String userId) {

  /** Most characters of a username. */
  private static final int MAX_USERNAME = 255;

  private static final Set<String> USER_ID_NAMES = Set.of("user_id", "userid", "id");

  /** Digits, with the {@code .0} that spreadsheets add; {@code 1e6} is too easily a mangled id. */
  private static final Pattern WHOLE_NUMBER = Pattern.compile("0*([0-9]{1,19})(?:\\.0*)?");

  /** Finds the columns; {@code columns} in their order. */
  public static PeopleColumns of(Collection<String> columns) {
    String username = columns.contains("username") ? "username" : null;
    String userId = null;
    for (String column : columns) {
      if (username == null && isUsername(column)) {
        username = column;
      }
      if (userId == null && USER_ID_NAMES.contains(lowerCase(column).replace(" ", ""))) {
        userId = column;
      }
    }
    return new PeopleColumns(username, userId);
  }

  /** The same, with a 422 {@code invalid_csv} where no column holds usernames. */
  public static PeopleColumns required(Collection<String> columns) {
    PeopleColumns found = of(columns);
    if (found.username() == null) {
      throw Problem.invalid(
          "invalid_csv",
          "CSV must contain a 'username' column",
          new FieldError("username", "There is no such column", 1L));
    }
    return found;
  }

  /** Whom a row of a file is about. */
  public RowIdentity identify(Row row) {
    RowIdentity identity = identify(row.values());
    RowProblem problem = row.problem();
    return problem != null && identity instanceof Person person
        ? new Refused(person.username(), problem)
        : identity;
  }

  /** Whom these cells are about; absent cells count as empty. */
  public RowIdentity identify(Map<String, ? extends @Nullable String> values) {
    String name = Cells.trim(cell(values, username));
    if (name.isEmpty()) {
      return new Refused("", new RowProblem("missing_username", "The row has no username"));
    }
    if (name.length() > MAX_USERNAME) {
      return new Refused(
          "",
          new RowProblem(
              "username_too_long",
              "The username has more than %d characters".formatted(MAX_USERNAME)));
    }
    String id = Cells.trim(cell(values, userId));
    if (id.isEmpty() || id.equalsIgnoreCase("none")) {
      return new Person(name, null);
    }
    Long number = positiveWholeNumber(id);
    return number == null ? new Refused(name, invalidId(id)) : new Person(name, number);
  }

  static boolean isUsername(String column) {
    return lowerCase(column).equals("username");
  }

  private RowProblem invalidId(String id) {
    return new RowProblem(
        "invalid_user_id",
        "'%s' in column '%s' is not a positive whole number".formatted(Cells.shorten(id), userId));
  }

  private static String lowerCase(String column) {
    return Cells.trim(column).toLowerCase(Locale.ROOT);
  }

  private static String cell(
      Map<String, ? extends @Nullable String> values, @Nullable String column) {
    String value = column == null ? null : values.get(column);
    return value == null ? "" : value;
  }

  private static @Nullable Long positiveWholeNumber(String text) {
    Matcher matcher = WHOLE_NUMBER.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    try {
      long number = Long.parseLong(matcher.group(1));
      return number > 0 ? number : null;
    } catch (NumberFormatException tooLarge) {
      return null;
    }
  }
}
