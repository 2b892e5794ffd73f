package dev.atelier.posters.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The templates that ship with the product. Read once; thread-safe. */
public final class BuiltInTemplates {

  private static final Map<String, String> DESIGNER =
      Map.of(
          "display_name", "Maya Lindqvist",
          "username", "mayalindqvist",
          "profile_pic", "",
          "bio",
              "Product designer turned coach. I help early teams find their story, ship calmer"
                  + " and hire people who care.",
          "expertise_category", "Product Design",
          "total_bookings", "1,284",
          "total_reviews", "312",
          "average_rating", "4.9");

  private static final List<BuiltInTemplate> ALL =
      List.of(
          read(
              "spotlight",
              "Spotlight",
              "A square card in deep violet with a round portrait and the numbers that count.",
              "instagram-square"),
          read(
              "editorial",
              "Editorial",
              "A story like a magazine cover: an arched portrait on warm paper.",
              "instagram-story"),
          read(
              "mosaic",
              "Mosaic",
              "A wide banner with bold geometric tiles, for link previews and posts.",
              "facebook-post"));

  private BuiltInTemplates() {}

  /** All of them, in the order to offer them. */
  public static List<BuiltInTemplate> all() {
    return ALL;
  }

  /** The one with this id. */
  public static Optional<BuiltInTemplate> find(String id) {
    return ALL.stream().filter(template -> template.id().equals(id)).findFirst();
  }

  private static BuiltInTemplate read(String id, String name, String description, String size) {
    return new BuiltInTemplate(
        id, name, description, PosterSize.of(size, null, null), html(id), DESIGNER);
  }

  private static String html(String id) {
    String path = "/templates/posters/" + id + ".html";
    try (InputStream resource = BuiltInTemplates.class.getResourceAsStream(path)) {
      if (resource == null) {
        throw new FileNotFoundException(path);
      }
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
