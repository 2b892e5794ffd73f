package dev.atelier.posters.template;

import dev.atelier.posters.template.Segment.Choice;
import dev.atelier.posters.template.Segment.Image;
import dev.atelier.posters.template.Segment.Link;
import dev.atelier.posters.template.Segment.Literal;
import dev.atelier.posters.template.Segment.Place;
import dev.atelier.posters.template.Segment.Unplaced;
import dev.atelier.posters.template.Segment.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Fills a template with the values of one row. Used once.
 *
 * <p>With marks, each text that people read is a mark for its name instead.
 */
final class Filling {

  private final Function<String, @Nullable String> values;
  private final ImageResolver images;
  private final boolean hasPicture;
  private final Map<String, String> resolved = new HashMap<>();
  private final @Nullable UnaryOperator<String> marks;

  Filling(
      Function<String, @Nullable String> values,
      ImageResolver images,
      List<String> pictureColumns,
      List<Image> profilePictures,
      @Nullable UnaryOperator<String> marks) {
    this.marks = marks;
    this.values = values;
    this.images = images;
    this.hasPicture =
        pictureColumns.stream().anyMatch(name -> !value(name).isBlank())
            && profilePictures.stream().noneMatch(this::isMissing);
  }

  void write(List<Segment> segments, StringBuilder page) {
    for (Segment segment : segments) {
      write(segment, page);
    }
  }

  /** The parts of an address put together, trimmed. */
  static String address(List<Segment> parts, Function<String, @Nullable String> values) {
    StringBuilder address = new StringBuilder();
    for (Segment part : parts) {
      switch (part) {
        case Literal literal -> address.append(literal.text());
        case Value(String name, Escape escape) -> {
          String value = values.apply(name);
          address.append(escape.apply(value == null ? "" : value));
        }
        case Link _, Image _, Choice _, Unplaced _ ->
            throw new IllegalStateException("No part of an address: " + part);
      }
    }
    return address.toString().strip();
  }

  private void write(Segment segment, StringBuilder page) {
    switch (segment) {
      case Literal literal -> page.append(literal.text());
      case Value(String name, Escape escape) ->
          page.append(
              marks != null && escape == Escape.TEXT
                  ? marks.apply(name)
                  : escape.apply(value(name)));
      case Link(List<Segment> parts) -> {
        String address = address(parts, values);
        page.append(Escape.HTML.apply(Links.isAllowed(address) ? address : Links.REFUSED));
      }
      case Image image -> writeImage(image, page);
      case Choice(List<Segment> withPicture, List<Segment> without) ->
          write(hasPicture ? withPicture : without, page);
      case Unplaced unplaced -> page.append(unplaced.source());
    }
  }

  private void writeImage(Image image, StringBuilder page) {
    String url = resolve(address(image.parts(), values));
    if (image.place() == Place.CSS) {
      page.append("url('").append(Escape.CSS_URL.apply(url)).append("')");
    } else {
      page.append(Escape.HTML.apply(url));
    }
  }

  private boolean isMissing(Image image) {
    return resolve(address(image.parts(), values)).equals(NeutralImage.URL);
  }

  private String resolve(String reference) {
    return reference.isEmpty()
        ? NeutralImage.URL
        : resolved.computeIfAbsent(reference, this::resolveOnce);
  }

  private String resolveOnce(String reference) {
    String url = images.resolve(reference);
    return url != null && url.startsWith("data:") ? url : NeutralImage.URL;
  }

  private String value(String name) {
    String value = values.apply(name);
    return value == null ? "" : value;
  }
}
