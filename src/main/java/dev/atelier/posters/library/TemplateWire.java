package dev.atelier.posters.library;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atelier.http.Problem;
import dev.atelier.posters.template.PosterSize;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.node.JsonNodeFactory;

/** What goes over the wire about templates; the names are those of the older clients. */
final class TemplateWire {

  private static final int DEFAULT_SIDE = 1080;

  private TemplateWire() {}

  /** A template as it is sent; what is missing in a change stays as it was. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Sent(
      @Nullable String section,
      @Nullable String name,
      @Nullable String htmlContent,
      @Nullable String cssContent,
      @Nullable Boolean setAsActive,
      @Nullable JsonNode previewData,
      @Nullable Integer width,
      @Nullable Integer height) {

    boolean activate(boolean otherwise) {
      return setAsActive == null ? otherwise : setAsActive;
    }

    /** With any name, where it does not matter. */
    Sent unnamed() {
      return new Sent(
          section, "Preview", htmlContent, cssContent, setAsActive, previewData, width, height);
    }

    String requiredSection() {
      return required("section", section);
    }

    TemplateDraft draft() {
      return TemplateDraft.check(
          required("name", name),
          required("html_content", htmlContent),
          cssContent == null ? "" : cssContent,
          data(),
          size(DEFAULT_SIDE, DEFAULT_SIDE));
    }

    TemplateDraft change(StoredTemplate earlier) {
      return TemplateDraft.check(
          Objects.requireNonNullElse(name, earlier.name()),
          Objects.requireNonNullElse(htmlContent, earlier.html()),
          Objects.requireNonNullElse(cssContent, earlier.css()),
          previewData == null || previewData.isNull() ? earlier.previewData() : previewData,
          size(earlier.width(), earlier.height()));
    }

    private JsonNode data() {
      return previewData == null || previewData.isNull()
          ? JsonNodeFactory.instance.objectNode()
          : previewData;
    }

    private PosterSize size(int otherWidth, int otherHeight) {
      return PosterSize.of(
          PosterSize.CUSTOM,
          width == null ? otherWidth : width,
          height == null ? otherHeight : height);
    }

    private static String required(String field, @Nullable String value) {
      if (value == null) {
        throw Problem.invalid(
            "invalid_template",
            field + " is required",
            new Problem.FieldError(field, "is required"));
      }
      return value;
    }
  }

  /**
   * A version of a template.
   *
   * @param htmlContent null in lists that were asked for without content
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Template(
      String id,
      String section,
      String name,
      int version,
      boolean isActive,
      @Nullable String htmlContent,
      @Nullable String cssContent,
      List<Placeholder> placeholders,
      @Nullable JsonNode previewData,
      int width,
      int height,
      String previewUrl,
      Instant createdAt) {

    static Template of(StoredTemplate template) {
      var samples = new SampleValues(template.previewData());
      return new Template(
          template.id().toString(),
          template.section(),
          template.name(),
          template.version(),
          template.active(),
          template.html(),
          template.css(),
          template.placeholders().stream()
              .map(name -> Placeholder.of(name, samples.of(name)))
              .toList(),
          template.previewData(),
          template.width(),
          template.height(),
          previewUrl(template.id().toString()),
          template.createdAt());
    }

    static Template of(TemplateRepository.Summary template) {
      return new Template(
          template.id().toString(),
          template.section(),
          template.name(),
          template.version(),
          template.active(),
          null,
          null,
          template.placeholders().stream().map(name -> Placeholder.of(name, null)).toList(),
          null,
          template.width(),
          template.height(),
          previewUrl(template.id().toString()),
          template.createdAt());
    }

    private static String previewUrl(String id) {
      return "/api/templates/" + id + "/preview.jpg";
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record Placeholder(
      String name, @Nullable String sampleValue, String dataType, boolean isRequired) {
    static Placeholder of(String name, @Nullable String sample) {
      return new Placeholder(name, sample, "text", true);
    }
  }

  /**
   * A page of templates.
   *
   * @param next what to send as {@code after} for the following page; null on the last
   */
  record Templates(boolean success, List<Template> templates, @Nullable String next) {}

  /** A section by its active version, or else its newest. */
  record Section(String name, int versions, Template template) {}

  /**
   * A page of sections.
   *
   * @param next what to send as {@code after} for the following page; null on the last
   */
  record Sections(List<Section> sections, @Nullable String next) {}

  /** A version that was added. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Added(
      boolean success,
      String id,
      String templateId,
      String section,
      String name,
      int version,
      boolean isActive,
      List<Placeholder> placeholders,
      List<TemplateDraft.Warning> warnings,
      String message) {

    static Added of(StoredTemplate template, TemplateDraft draft) {
      Template wire = Template.of(template);
      return new Added(
          true,
          wire.id(),
          wire.id(),
          wire.section(),
          wire.name(),
          wire.version(),
          wire.isActive(),
          wire.placeholders(),
          draft.compiled().warnings(draft.html()),
          "Saved as version %d of %s".formatted(wire.version(), wire.section()));
    }
  }

  /** What a template looks like; the page under both names that clients read. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Preview(
      boolean success,
      @Nullable String templateId,
      String htmlPreview,
      String previewHtml,
      String previewImageBase64,
      String contentType,
      List<Placeholder> placeholders,
      List<TemplateDraft.Warning> warnings) {

    static Preview of(@Nullable String id, TemplatePreviews.Preview preview, String contentType) {
      return new Preview(
          true,
          id,
          preview.html(),
          preview.html(),
          Base64.getEncoder().encodeToString(preview.picture()),
          contentType,
          preview.values().entrySet().stream()
              .map(entry -> Placeholder.of(entry.getKey(), entry.getValue()))
              .toList(),
          preview.warnings());
    }
  }

  record Deleted(boolean success, String message) {}
}
