package dev.atelier.posters.library;

import dev.atelier.http.MaxBody;
import dev.atelier.identity.Caller;
import dev.atelier.providers.PageRenderer.Format;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The template library as existing clients know it. */
@RestController
@RequestMapping("/api/templates")
class TemplateCompatController {

  private final TemplateLibrary library;
  private final TemplatePreviews previews;

  TemplateCompatController(TemplateLibrary library, TemplatePreviews previews) {
    this.library = library;
    this.previews = previews;
  }

  @PostMapping(path = "/upload", consumes = MediaType.APPLICATION_JSON_VALUE)
  @MaxBody("16MB")
  TemplateWire.Added upload(Caller caller, @RequestBody TemplateWire.Sent sent) {
    TemplateDraft draft = sent.draft();
    return TemplateWire.Added.of(
        library.add(caller, sent.requiredSection(), draft, sent.activate(false)), draft);
  }

  @GetMapping
  TemplateWire.Templates list(
      Caller caller,
      @RequestParam(required = false) @Nullable String section,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "100") @Min(1) @Max(100) int limit) {
    TemplateLibrary.Part part = library.page(caller, section, after, limit);
    return new TemplateWire.Templates(
        true,
        part.templates().stream().map(TemplateWire.Template::of).toList(),
        part.more() ? part.templates().getLast().id().toString() : null);
  }

  @GetMapping("/{id}")
  TemplateWire.Template get(Caller caller, @PathVariable UUID id) {
    return TemplateWire.Template.of(library.find(caller, id));
  }

  @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  @MaxBody("16MB")
  TemplateWire.Added change(
      Caller caller, @PathVariable UUID id, @RequestBody TemplateWire.Sent sent) {
    StoredTemplate earlier = library.find(caller, id);
    TemplateDraft draft = sent.change(earlier);
    return TemplateWire.Added.of(
        library.addTo(earlier, draft, sent.activate(earlier.active())), draft);
  }

  @PostMapping("/{id}/activate")
  TemplateWire.Template activate(Caller caller, @PathVariable UUID id) {
    return TemplateWire.Template.of(library.activate(caller, id));
  }

  @DeleteMapping("/{id}")
  TemplateWire.Deleted delete(Caller caller, @PathVariable UUID id) {
    library.delete(caller, id);
    return new TemplateWire.Deleted(true, "Template deleted");
  }

  @GetMapping("/{id}/preview")
  TemplateWire.Preview preview(Caller caller, @PathVariable UUID id) {
    StoredTemplate template = library.find(caller, id);
    return TemplateWire.Preview.of(
        id.toString(),
        previews.draw(template.owner(), TemplateDraft.of(template), Format.PNG),
        Format.PNG.contentType());
  }
}
