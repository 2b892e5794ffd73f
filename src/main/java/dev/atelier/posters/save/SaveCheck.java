package dev.atelier.posters.save;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.identity.Caller;
import dev.atelier.posters.save.SaveOrder.Wanted;
import dev.atelier.posters.save.SavedPosterRepository.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets through only what equals a stored poster of a run that the caller may reach, so that nobody
 * saves to a stranger's account, or a picture from elsewhere.
 */
@Component
class SaveCheck {

  private static final int MOST_TOLD = 100;

  private final SavablePosters posters;

  SaveCheck(SavablePosters posters) {
    this.posters = posters;
  }

  /**
   * A poster that was let through.
   *
   * @param stored what it equals; null where it has no user id, and so cannot be saved
   */
  record Checked(Wanted wanted, @Nullable SavablePoster stored) {

    /** What the poster is known by at a target; null where it cannot be saved. */
    @Nullable Key key() {
      SavablePoster poster = stored;
      Long user = wanted.userId();
      return poster == null || user == null ? null : new Key(poster.media(), user);
    }
  }

  List<Checked> check(Caller caller, List<Wanted> wanted) {
    Map<String, SavablePoster> stored =
        posters.byUrl(
            caller,
            wanted.stream().filter(it -> it.userId() != null).map(Wanted::url).distinct().toList());
    List<Checked> checked = new ArrayList<>(wanted.size());
    List<FieldError> errors = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < wanted.size() && errors.size() < MOST_TOLD; i++) {
      Wanted poster = wanted.get(i);
      SavablePoster match = poster.userId() == null ? null : stored.get(poster.url());
      FieldError error =
          poster.userId() == null ? null : compare("posters[%d]".formatted(i), poster, match, seen);
      if (error == null) {
        seen.put(poster.url(), i);
        checked.add(new Checked(poster, match));
      } else {
        errors.add(error);
      }
    }
    if (!errors.isEmpty()) {
      FieldError first = errors.getFirst();
      throw Problem.invalid(
          "not_your_poster", "%s %s".formatted(first.field(), first.message()), errors);
    }
    return checked;
  }

  private static @Nullable FieldError compare(
      String place, Wanted poster, @Nullable SavablePoster stored, Map<String, Integer> seen) {
    if (stored == null) {
      return new FieldError(
          place + ".posterUrl", "is not the address of a finished poster of one of your runs");
    }
    if (!stored.username().equals(poster.username())) {
      return new FieldError(place + ".username", "is not whom the poster at this address shows");
    }
    if (!Objects.equals(stored.userId(), poster.userId())) {
      return new FieldError(
          place + ".userId",
          stored.userId() == null
              ? "is not known of the poster at this address"
              : "is not the id that the poster at this address was made for");
    }
    Integer before = seen.get(poster.url());
    return before == null
        ? null
        : new FieldError(place + ".posterUrl", "is named by posters[%d] already".formatted(before));
  }
}
