package dev.atelier.posters;

import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import dev.atelier.posters.table.CsvFile;
import dev.atelier.posters.table.PeopleColumns;
import dev.atelier.posters.template.BuiltInTemplate;
import dev.atelier.posters.template.BuiltInTemplates;
import dev.atelier.posters.template.PosterSize;
import dev.atelier.posters.template.PosterTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a run can start from: built-in templates, sizes, a sample file, and a look before it. */
@RestController
@RequestMapping("/api/posters")
class PosterTemplateController {

  private final PosterPreviews previews;
  private final TemplatePictures pictures;
  private final RunUploads uploads;

  PosterTemplateController(PosterPreviews previews, TemplatePictures pictures, RunUploads uploads) {
    this.previews = previews;
    this.pictures = pictures;
    this.uploads = uploads;
  }

  @GetMapping("/templates")
  Templates templates(Caller caller) {
    return new Templates(
        BuiltInTemplates.all().stream()
            .map(template ->
                new Template(
                    template.id(),
                    template.name(),
                    template.description(),
                    template.size().width(),
                    template.size().height(),
                    template.html(),
                    PosterTemplate.compile(template.html(), template.sampleValues().keySet())
                        .placeholders(),
                    "/api/posters/templates/" + template.id() + "/preview.png"))
            .toList());
  }

  @GetMapping(path = "/templates/{id}/preview.png", produces = MediaType.IMAGE_PNG_VALUE)
  ResponseEntity<byte[]> picture(Caller caller, @PathVariable String id) {
    BuiltInTemplate template =
        BuiltInTemplates.find(id).orElseThrow(() -> Problem.notFound("Template not found"));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
        .body(pictures.of(template));
  }

  @GetMapping("/sizes")
  Sizes sizes(Caller caller) {
    return new Sizes(
        PosterSize.presets().stream()
            .map(size -> new Size(size.id(), size.width(), size.height()))
            .toList());
  }

  @GetMapping(path = "/sample.csv", produces = "text/csv")
  ResponseEntity<Resource> sample(Caller caller) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"sample-people.csv\"")
        .body(new ClassPathResource("posters/sample-people.csv"));
  }

  @PostMapping(path = "/preview", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  PosterPreviews.Preview preview(Caller caller, @ModelAttribute RunForm form) {
    RunOptions options = RunUploads.options(form);
    if (RunUploads.hasIdentifiers(form)) {
      return previews.preview(
          caller,
          uploads.order(caller, form, List.of(), null),
          options,
          RunUploads.people(form).stream());
    }
    try (CsvFile file = RunUploads.file(form)) {
      PeopleColumns columns = PeopleColumns.required(file.columns());
      return previews.preview(
          caller,
          uploads.order(caller, form, file.columns(), null),
          options,
          file.rows().map(row -> NewRuns.row(columns, row)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  record Templates(List<Template> templates) {}

  record Template(
      String id,
      String name,
      String description,
      int width,
      int height,
      String html,
      Set<String> placeholders,
      String previewUrl) {}

  record Sizes(List<Size> sizes) {}

  record Size(String id, int width, int height) {}
}
