package dev.atelier.posters.table;

import dev.atelier.table.RowProblem;
import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whom a row is about, as far as the row itself says. */
public sealed interface RowIdentity {

  /**
   * A person.
   *
   * @param username trimmed, never empty
   * @param userId above 0; null when the row leaves it open, so that it has to be looked up
   */
  record Person(String username, @Nullable Long userId) implements RowIdentity {

    /** Equal for the usernames that one lookup answers: case and Unicode form do not count. */
    public String lookupKey() {
      return Normalizer.normalize(username, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A row that must not become a poster.
   *
   * @param username trimmed, empty where there is none
   */
  record Refused(String username, RowProblem problem) implements RowIdentity {}
}
