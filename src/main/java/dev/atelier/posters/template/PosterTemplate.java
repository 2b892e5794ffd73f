package dev.atelier.posters.template;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.posters.template.Segment.Choice;
import dev.atelier.posters.template.Segment.Image;
import dev.atelier.posters.template.Segment.Link;
import dev.atelier.posters.template.Segment.Literal;
import dev.atelier.posters.template.Segment.Unplaced;
import dev.atelier.posters.template.Segment.Value;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An HTML template with placeholders, ready to be filled with any number of rows.
 *
 * <p>A placeholder is the exact name of a column or profile field in single braces; everything else
 * in braces stays as it is. Values are put in once, in one pass, each escaped for the place where
 * it stands: text, attribute, address or CSS. Where an address is that of a picture, the picture
 * itself is put in as a {@code data:} URL. What could run or navigate is taken out of the template.
 *
 * <p>Immutable and thread-safe.
 */
public final class PosterTemplate {

  /** Most bytes of a template in UTF-8. */
  public static final int MAX_BYTES = 5 * 1024 * 1024;

  private static final Set<String> PICTURE_COLUMNS =
      Set.of("profile_pic", "profile_picture", "avatar", "image", "photo");

  private final TemplateCompiler.Compiled compiled;
  private final List<String> pictureColumns;
  private final int length;

  private PosterTemplate(TemplateCompiler.Compiled compiled, List<String> pictureColumns) {
    this.compiled = compiled;
    this.pictureColumns = pictureColumns;
    this.length =
        flat(compiled.segments())
            .mapToInt(segment -> segment instanceof Literal literal ? literal.text().length() : 32)
            .sum();
  }

  /**
   * Compiles a template.
   *
   * @param html a whole document or a fragment
   * @param names of all columns and profile fields that may be used
   * @throws Problem 422 {@code empty_template}, 413 {@code template_too_large}
   */
  public static PosterTemplate compile(String html, Set<String> names) {
    if (html.isBlank()) {
      throw Problem.invalid(
          "empty_template", "The template is empty", new FieldError("template", "It is empty"));
    }
    if (utf8Length(html) > MAX_BYTES) {
      throw Problem.tooLarge("template_too_large", "The template is larger than 5 MB");
    }
    List<String> pictureColumns =
        names.stream()
            .filter(name -> PICTURE_COLUMNS.contains(name.strip().toLowerCase(Locale.ROOT)))
            .sorted()
            .toList();
    return new PosterTemplate(new TemplateCompiler().compile(html, names), pictureColumns);
  }

  /**
   * The HTML of one poster; a whole document if the template is one, otherwise a fragment.
   *
   * @param values gives the value of a name; null counts as empty
   * @param images gives the pictures, see {@link #imageReferences}
   */
  public String fill(Function<String, @Nullable String> values, ImageResolver images) {
    return fill(values, images, null);
  }

  /**
   * The HTML of a poster on which every text that people read is a mark, so that many rows can be
   * laid out on it.
   *
   * @param values of a row for what is no text: attributes and styles
   * @param marks gives the mark for a name
   */
  public String fillMarked(Function<String, @Nullable String> values, UnaryOperator<String> marks) {
    return fill(values, reference -> null, marks);
  }

  private String fill(
      Function<String, @Nullable String> values,
      ImageResolver images,
      @Nullable UnaryOperator<String> marks) {
    StringBuilder page = new StringBuilder(length);
    new Filling(values, images, pictureColumns, compiled.profilePictures(), marks)
        .write(compiled.segments(), page);
    return page.toString();
  }

  /** The names that stand in text that people read, in the order of their first use. */
  public Set<String> textPlaceholders() {
    Set<String> names = new LinkedHashSet<>();
    flat(compiled.segments())
        .forEach(segment -> {
          if (segment instanceof Value(String name, Escape escape) && escape == Escape.TEXT) {
            names.add(name);
          }
        });
    return names;
  }

  /** What {@link #fill} will ask for with these values: each picture once, none of them blank. */
  public Set<String> imageReferences(Function<String, @Nullable String> values) {
    Set<String> references = new LinkedHashSet<>();
    flat(compiled.segments())
        .filter(Image.class::isInstance)
        .map(image -> Filling.address(((Image) image).parts(), values))
        .filter(reference -> !reference.isEmpty())
        .forEach(references::add);
    return references;
  }

  /** The names that the template uses, in the order of their first use. */
  public Set<String> placeholders() {
    Set<String> names = new LinkedHashSet<>();
    flat(compiled.segments())
        .flatMap(PosterTemplate::parts)
        .forEach(segment -> {
          if (segment instanceof Value value) {
            names.add(value.name());
          }
        });
    return names;
  }

  /** What looks like a placeholder and is none of the names, in the order of the template. */
  public Set<String> unknownNames() {
    return new LinkedHashSet<>(compiled.unknownNames());
  }

  /** What in the template will not work, with lines. */
  public List<TemplateWarning> warnings() {
    return compiled.warnings();
  }

  /** Whether the template is a whole document; a fragment needs {@link PosterSize#page}. */
  public boolean isDocument() {
    return compiled.document();
  }

  private static Stream<Segment> flat(Collection<Segment> segments) {
    return segments.stream()
        .flatMap(segment ->
            segment instanceof Choice choice
                ? Stream.concat(flat(choice.withPicture()), flat(choice.without()))
                : Stream.of(segment));
  }

  private static Stream<Segment> parts(Segment segment) {
    return switch (segment) {
      case Link link -> link.parts().stream();
      case Image image -> image.parts().stream();
      case Literal _, Value _, Choice _, Unplaced _ -> Stream.of(segment);
    };
  }

  private static long utf8Length(String text) {
    return text.codePoints()
        .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
        .sum();
  }
}
