package dev.atelier.posters.library;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.posters.template.PosterSize;
import dev.atelier.posters.template.PosterTemplate;
import dev.atelier.posters.template.TemplateWarning;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A template as it is sent, checked: it compiles and can be kept.
 *
 * @param previewData values for the preview, an object
 */
record TemplateDraft(
    String name,
    String html,
    String css,
    JsonNode previewData,
    PosterSize size,
    Compiled compiled) {

  private static final int MAX_NAME = 200;
  private static final int MAX_CSS = 1024 * 1024;
  private static final int MAX_DATA = 200_000;
  private static final int MAX_PLACEHOLDERS = 500;

  private static final Pattern NAME_IN_BRACES =
      Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_.]{0,99})}");

  private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u0000");

  /** A compiled template that knows each of its own placeholders. */
  record Compiled(PosterTemplate template, List<String> placeholders) {

    /** What will not work, with lines of the HTML; lines of the CSS where it is about that. */
    List<Warning> warnings(String html) {
      long lines = html.chars().filter(character -> character == '\n').count() + 1;
      return template.warnings().stream().map(warning -> Warning.of(warning, lines)).toList();
    }
  }

  /** Something that will not work as its author may expect. */
  record Warning(String message, String part, @Nullable Long line) {
    private static Warning of(TemplateWarning warning, long lines) {
      Long line = warning.line();
      return line != null && line > lines
          ? new Warning(warning.message(), "css", line - lines)
          : new Warning(warning.message(), "html", line);
    }
  }

  /**
   * Checks what is sent.
   *
   * @throws Problem that names the field
   */
  static TemplateDraft check(
      String name, String html, String css, JsonNode previewData, PosterSize size) {
    if (name.isBlank() || name.length() > MAX_NAME) {
      throw invalid("name", "must have 1 to %d characters".formatted(MAX_NAME));
    }
    if (html.isBlank()) {
      throw invalid("html_content", "must not be empty");
    }
    if (css.length() > MAX_CSS) {
      throw Problem.tooLarge("css_too_large", "css_content is larger than 1 MB");
    }
    if (!previewData.isObject()) {
      throw invalid("preview_data", "must be an object");
    }
    if (previewData.toString().length() > MAX_DATA) {
      throw Problem.tooLarge("preview_data_too_large", "preview_data is larger than 200 kB");
    }
    storable("name", name);
    storable("html_content", html);
    storable("css_content", css);
    storable("preview_data", previewData.toString());
    if (ESCAPED_NUL.matcher(previewData.toString()).find()) {
      throw invalid("preview_data", "holds a character that cannot be kept");
    }
    return new TemplateDraft(name.strip(), html, css, previewData, size, compile(html, css));
  }

  /** A version that is kept already. */
  static TemplateDraft of(StoredTemplate template) {
    return new TemplateDraft(
        template.name(),
        template.html(),
        template.css(),
        template.previewData(),
        PosterSize.of(PosterSize.CUSTOM, template.width(), template.height()),
        compile(template.html(), template.css()));
  }

  static Compiled compile(String html, String css) {
    String source = source(html, css);
    Set<String> names =
        NAME_IN_BRACES
            .matcher(source)
            .results()
            .map(match -> match.group(1))
            .limit(100_000)
            .collect(Collectors.toSet());
    PosterTemplate template = PosterTemplate.compile(source, names);
    List<String> placeholders = List.copyOf(template.placeholders());
    if (placeholders.size() > MAX_PLACEHOLDERS) {
      throw Problem.invalid(
          "too_many_placeholders",
          "A template may have at most %d placeholders".formatted(MAX_PLACEHOLDERS),
          new FieldError("html_content", "has more than %d".formatted(MAX_PLACEHOLDERS)));
    }
    return new Compiled(template, placeholders);
  }

  /** The CSS goes last: then lines of the HTML stay what they are, and its rules win. */
  static String source(String html, String css) {
    return css.isBlank() ? html : html + "\n<style>" + css + "\n</style>";
  }

  /** Refuses text that PostgreSQL does not keep: NUL and halves of surrogate pairs. */
  static void storable(String field, String text) {
    if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw invalid(field, "holds a character that cannot be kept");
    }
  }

  static Problem invalid(String field, String message) {
    return Problem.invalid(
        "invalid_template", field + " " + message, new FieldError(field, message));
  }
}
