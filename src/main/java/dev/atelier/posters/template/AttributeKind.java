package dev.atelier.posters.template;

import java.util.Locale;
import java.util.Set;

/** What the value of an attribute means. */
enum AttributeKind {
  /** Declarations of CSS. */
  STYLE,
  /** The address of a picture. */
  IMAGE,
  /** Several addresses of pictures, each with a size. */
  IMAGE_SET,
  /** Another address. */
  ADDRESS,
  /** Anything else. */
  PLAIN;

  private static final Set<String> ADDRESSES =
      Set.of(
          "action",
          "archive",
          "background",
          "cite",
          "classid",
          "codebase",
          "data",
          "formaction",
          "href",
          "longdesc",
          "manifest",
          "poster",
          "profile",
          "src",
          "xlink:href");

  static AttributeKind of(String element, String attribute) {
    String name = attribute.toLowerCase(Locale.ROOT);
    if (name.equals("style")) {
      return STYLE;
    }
    if (name.equals("srcset") || name.equals("imagesrcset")) {
      return IMAGE_SET;
    }
    if (isImage(element.toLowerCase(Locale.ROOT), name)) {
      return IMAGE;
    }
    return isAddress(name) ? ADDRESS : PLAIN;
  }

  /** Whether an attribute with this lower-case name holds an address on some element. */
  static boolean isAddress(String attribute) {
    return ADDRESSES.contains(attribute);
  }

  /** Whether showing the element fetches what the attribute names. */
  static boolean isFetched(String element, String attribute) {
    return switch (attribute.toLowerCase(Locale.ROOT)) {
      case "src", "srcset", "poster", "background", "data" -> true;
      case "href", "xlink:href" ->
          Set.of("link", "image", "feimage", "use").contains(element.toLowerCase(Locale.ROOT));
      default -> false;
    };
  }

  private static boolean isImage(String element, String attribute) {
    return switch (attribute) {
      case "src" -> element.equals("img") || element.equals("input");
      case "href", "xlink:href" -> element.equals("image") || element.equals("feimage");
      case "poster" -> element.equals("video");
      case "background" -> true;
      default -> false;
    };
  }
}
