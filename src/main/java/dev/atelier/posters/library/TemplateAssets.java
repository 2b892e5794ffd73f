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

  private static final long MAX_FONTS = 25L * 1024 * 1024;

  private final Function<String, @Nullable String> pictures;
  private final List<Font> fonts;

  /**
   * A font that is loaded when its rule is asked for.
   *
   * @param length bytes of its file
   */
  record Font(long length, Supplier<String> rule) {}

  TemplateAssets(Function<String, @Nullable String> pictures, List<Font> fonts) {
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
   *
   * @throws ProviderException rejected with {@code page_too_large} where they are too much for a
   *     page, before any is loaded
   */
  public String withFonts(String page) {
    if (fonts.isEmpty()) {
      return page;
    }
    if (fonts.stream().mapToLong(Font::length).sum() > MAX_FONTS) {
      throw ProviderException.rejected(
          "page_too_large",
          "The %d fonts that the template names have more than %d MB"
              .formatted(fonts.size(), MAX_FONTS / (1024 * 1024)));
    }
    return fonts.stream()
        .map(font -> font.rule().get())
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
