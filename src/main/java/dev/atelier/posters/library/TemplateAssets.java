package dev.atelier.posters.library;

import dev.atelier.providers.ProviderException;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one template may use of what its owner keeps here. */
public final class TemplateAssets {

  /** For templates that are nobody's. */
  public static final TemplateAssets NONE = new TemplateAssets(address -> null, List.of());

  private final Function<String, @Nullable String> pictures;
  private final List<Supplier<String>> fonts;

  /**
   * @param fonts each gives a rule that brings a font in
   */
  TemplateAssets(Function<String, @Nullable String> pictures, List<Supplier<String>> fonts) {
    this.pictures = pictures;
    this.fonts = List.copyOf(fonts);
  }

  /**
   * The owner's medium at an address.
   *
   * @return a {@code data:} URL; null where the address is not one of this server's media
   * @throws ProviderException rejected with {@code image_not_found} where there is none of the
   *     owner's at such an address; unavailable where it cannot be read now
   */
  public @Nullable String picture(String address) {
    return pictures.apply(address);
  }

  /**
   * The page with the fonts that the template names; they go last, where any document takes them.
   */
  public String withFonts(String page) {
    if (fonts.isEmpty()) {
      return page;
    }
    return fonts.stream()
        .map(Supplier::get)
        .collect(Collectors.joining("", page + "<style>", "</style>"));
  }

  static String fontFace(
      String family, int lightest, int heaviest, boolean italic, String url, String more) {
    return "@font-face{font-family:\"%s\";font-weight:%s;font-style:%s;src:url(%s);%s}"
        .formatted(
            escaped(family),
            lightest == heaviest ? lightest : lightest + " " + heaviest,
            italic ? "italic" : "normal",
            url,
            more);
  }

  /** Any name as the inside of a CSS string within HTML. */
  private static String escaped(String name) {
    return name.codePoints()
        .mapToObj(character ->
            Character.isLetterOrDigit(character) || character == ' ' || character == '-'
                ? Character.toString(character)
                : "\\%x ".formatted(character))
        .collect(Collectors.joining());
  }
}
