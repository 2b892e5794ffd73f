package dev.atelier.posters;

import dev.atelier.http.Problem;
import dev.atelier.posters.table.CsvFile;
import dev.atelier.posters.table.PeopleColumns;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * People named in one text by usernames and ids, which commas or line ends part. What is all digits
 * is an id.
 */
final class Identifiers {

  private static final Pattern SEPARATOR = Pattern.compile("[,\\r\\n]+");
  private static final Predicate<String> DIGITS = Pattern.compile("[0-9]+").asMatchPredicate();
  private static final PeopleColumns COLUMNS = new PeopleColumns("username", "user_id");

  private Identifiers() {}

  /**
   * A row for each: usernames first, then ids, as clients of the older wire know it.
   *
   * @throws Problem 413 for too many
   */
  static List<PosterRow> parse(String text) {
    List<String> all =
        SEPARATOR.splitAsStream(text).map(String::strip).filter(one -> !one.isEmpty()).toList();
    if (all.size() > CsvFile.MAX_ROWS) {
      throw Problem.tooLarge(
          "too_many_rows", "There are more than %,d usernames and ids".formatted(CsvFile.MAX_ROWS));
    }
    return Stream.concat(
            all.stream().filter(DIGITS.negate()).map(Identifiers::byUsername),
            all.stream().filter(DIGITS).map(Identifiers::byId))
        .toList();
  }

  private static PosterRow byUsername(String username) {
    return NewRuns.row(COLUMNS, Map.of("username", username));
  }

  private static PosterRow byId(String digits) {
    PosterRow row = NewRuns.row(COLUMNS, Map.of("username", "user " + digits, "user_id", digits));
    return row.error() == null
        ? new PosterRow("", null, Map.of(), null, row.userId())
        : new PosterRow(digits, null, Map.of(), row.error(), null);
  }
}
