package dev.atelier.posters.save;

import dev.atelier.posters.save.SaveOrder.Wanted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request to save, as existing clients send it. */
record SaveRequest(@Nullable String posterName, @Nullable List<@Nullable Entry> posters) {

  /**
   * One poster.
   *
   * @param userId a whole number or its text; anything else counts as none
   */
  record Entry(@Nullable String username, @Nullable String posterUrl, @Nullable Object userId) {}

  SaveOrder order() {
    if (posterName == null) {
      throw SaveOrder.refused("posterName", "is required");
    }
    if (posters == null) {
      throw SaveOrder.refused("posters", "is required");
    }
    List<Wanted> wanted = new ArrayList<>(posters.size());
    for (int i = 0; i < posters.size(); i++) {
      wanted.add(wanted(posters.get(i), "posters[%d]".formatted(i)));
    }
    return new SaveOrder(posterName, wanted);
  }

  private static Wanted wanted(@Nullable Entry entry, String place) {
    if (entry == null) {
      throw SaveOrder.refused(place, "is required");
    }
    if (entry.username() == null) {
      throw SaveOrder.refused(place + ".username", "is required");
    }
    if (entry.posterUrl() == null) {
      throw SaveOrder.refused(place + ".posterUrl", "is required");
    }
    return new Wanted(entry.username(), entry.posterUrl(), userId(entry.userId()));
  }

  /** The id, above 0; null where there is none that is usable. */
  private static @Nullable Long userId(@Nullable Object value) {
    String text = value instanceof Number || value instanceof String ? value.toString() : "";
    if (text.isBlank() || text.length() > 30) {
      return null;
    }
    try {
      long id = new BigDecimal(text.strip()).longValueExact();
      return id > 0 ? id : null;
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }
}
