package dev.atelier.posters.template;

import dev.atelier.posters.template.Segment.Literal;
import dev.atelier.posters.template.Segment.Unplaced;
import dev.atelier.posters.template.Segment.Value;
import java.util.ArrayList;
import java.util.List;

/** Cuts an address with placeholders into parts, each escaped for the part of an address it is. */
final class Addresses {

  private Addresses() {}

  /** Parts of a marked address; a value that starts it is taken as (the start of) an address. */
  static List<Segment> parts(String address, Marks marks) {
    List<Segment> parts = new ArrayList<>();
    Escape escape = Escape.NONE;
    for (Segment part : marks.split(address)) {
      if (part instanceof Unplaced unplaced) {
        parts.add(new Value(unplaced.name(), escape));
      } else if (part instanceof Literal literal) {
        if (literal.text().indexOf('?') >= 0 || literal.text().indexOf('#') >= 0) {
          escape = Escape.URL_QUERY;
        }
        parts.add(part);
      }
      if (escape == Escape.NONE && !isBlank(part)) {
        escape = Escape.URL_PATH;
      }
    }
    return parts;
  }

  private static boolean isBlank(Segment part) {
    return part instanceof Literal literal && literal.text().isBlank();
  }
}
