package dev.atelier.providers.topmatedb;

import dev.atelier.home.CannotStartException;
import java.util.regex.Pattern;

/**
 * A table's name out of a setting, which becomes part of statements.
 *
 * @param setting whose value it is, for messages
 */
record TableName(String setting, String value) {

  private static final Pattern FORM =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}(\\.[A-Za-z_][A-Za-z0-9_]{0,62})?");

  static TableName of(String setting, String value) {
    if (!FORM.matcher(value.strip()).matches()) {
      throw new CannotStartException(
          setting + " must be a table's name of letters, digits and _, perhaps with its schema");
    }
    return new TableName(setting, value.strip());
  }

  /** As it stands in a statement: quoted, so that upper case counts, as Django has it. */
  String sql() {
    return '"' + value.replace(".", "\".\"") + '"';
  }
}
