package dev.atelier.posters.save;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants saved, as it was sent.
 *
 * @param campaign the name to save under
 */
record SaveOrder(String campaign, List<Wanted> posters) {

  private static final int MAX_CAMPAIGN = 200;
  private static final int MAX_USERNAME = 255;
  private static final int MAX_POSTERS = 100_000;

  SaveOrder {
    campaign = campaign.strip();
    posters = List.copyOf(posters);
    if (campaign.isEmpty() || campaign.length() > MAX_CAMPAIGN || !isPlain(campaign)) {
      throw refused(
          "posterName",
          "must have 1 to %d characters, none of them a control character".formatted(MAX_CAMPAIGN));
    }
    if (posters.size() > MAX_POSTERS) {
      throw Problem.tooLarge(
          "too_many_posters", "At most %d posters are saved at once".formatted(MAX_POSTERS));
    }
    for (int i = 0; i < posters.size(); i++) {
      String username = posters.get(i).username();
      if (username.length() > MAX_USERNAME || !isPlain(username)) {
        throw refused(
            "posters[%d].username".formatted(i),
            "must have at most %d characters, none of them a control character"
                .formatted(MAX_USERNAME));
      }
    }
  }

  /**
   * One poster.
   *
   * @param userId whose poster it is; null where the caller does not know
   */
  record Wanted(String username, String url, @Nullable Long userId) {}

  static Problem refused(String field, String message) {
    return Problem.invalid(
        "invalid_request", field + " " + message, new FieldError(field, message));
  }

  private static boolean isPlain(String text) {
    return text.codePoints()
        .noneMatch(
            it -> Character.isISOControl(it) || Character.getType(it) == Character.SURROGATE);
  }
}
