package dev.atelier.posters.library;

import dev.atelier.http.MaxBody;
import dev.atelier.identity.Caller;
import dev.atelier.providers.PageRenderer.Format;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the page needs of the library beyond what older clients know. */
@RestController
class TemplateLibraryController {

  private final TemplateLibrary library;
  private final TemplatePreviews previews;

  TemplateLibraryController(TemplateLibrary library, TemplatePreviews previews) {
    this.library = library;
    this.previews = previews;
  }

  @GetMapping("/api/templates/sections")
  TemplateWire.Sections sections(
      Caller caller,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
    List<TemplateWire.Section> sections =
        library.sections(caller, after, limit).stream()
            .map(section ->
                new TemplateWire.Section(
                    section.template().section(),
                    section.versions(),
                    TemplateWire.Template.of(section.template())))
            .toList();
    return new TemplateWire.Sections(
        sections, sections.size() < limit ? null : sections.getLast().name());
  }

  @GetMapping("/api/templates/{id}/versions")
  Versions versions(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(required = false) @Min(1) @Nullable Integer before,
      @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
    StoredTemplate template = library.find(caller, id);
    List<TemplateWire.Template> versions =
        library.versions(template, before == null ? Integer.MAX_VALUE : before, limit).stream()
            .map(TemplateWire.Template::of)
            .toList();
    return new Versions(versions, versions.size() < limit ? null : versions.getLast().version());
  }

  /** A version never changes, nor does its picture. */
  @GetMapping(path = "/api/templates/{id}/preview.jpg", produces = MediaType.IMAGE_JPEG_VALUE)
  ResponseEntity<byte[]> picture(Caller caller, @PathVariable UUID id) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
        .body(previews.picture(library.find(caller, id)));
  }

  /** What a template that is being written looks like. Keeps nothing. */
  @PostMapping(path = "/api/templates/preview", consumes = MediaType.APPLICATION_JSON_VALUE)
  @MaxBody("16MB")
  TemplateWire.Preview preview(Caller caller, @RequestBody TemplateWire.Sent sent) {
    return TemplateWire.Preview.of(
        null,
        previews.draw(caller.id(), sent.unnamed().draft(), Format.JPEG),
        Format.JPEG.contentType());
  }

  /**
   * The versions of a section, newest first.
   *
   * @param next what to send as {@code before} for the following page; null on the last
   */
  record Versions(List<TemplateWire.Template> templates, @Nullable Integer next) {}
}
