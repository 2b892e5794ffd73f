package dev.atelier.posters.template;

import java.util.List;

/** A piece of a compiled template. */
sealed interface Segment {

  /** Text that is the same on every poster, ready to be written. */
  record Literal(String text) implements Segment {}

  /** A value of the row. */
  record Value(String name, Escape escape) implements Segment {}

  /** An address in an attribute, checked as a whole. */
  record Link(List<Segment> parts) implements Segment {
    public Link {
      parts = List.copyOf(parts);
    }
  }

  /** A reference to a picture, written as that picture's {@code data:} URL. */
  record Image(List<Segment> parts, Place place) implements Segment {
    public Image {
      parts = List.copyOf(parts);
    }
  }

  /** Where a picture is referred to. */
  enum Place {
    ATTRIBUTE,
    CSS
  }

  /** One text for rows with a picture of the person and one for rows without. */
  record Choice(List<Segment> withPicture, List<Segment> without) implements Segment {
    public Choice {
      withPicture = List.copyOf(withPicture);
      without = List.copyOf(without);
    }
  }

  /**
   * A placeholder that has been found and whose context is not known (yet); it stays as written.
   */
  record Unplaced(String name, long line) implements Segment {
    String source() {
      return "{" + name + "}";
    }
  }
}
