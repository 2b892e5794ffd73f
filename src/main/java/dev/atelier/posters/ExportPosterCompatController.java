package dev.atelier.posters;

import dev.atelier.http.MaxBody;
import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import dev.atelier.posters.library.OwnAssets;
import dev.atelier.posters.library.TemplateAssets;
import dev.atelier.posters.template.PosterSize;
import dev.atelier.posters.template.PosterTemplate;
import dev.atelier.providers.PageRenderer;
import dev.atelier.providers.PageRenderer.Output;
import dev.atelier.providers.PageRenderer.Page;
import dev.atelier.providers.PageRenderer.Picture;
import dev.atelier.providers.ProviderException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** One page drawn for its caller at once, as existing clients ask for it. Keeps nothing. */
@RestController
class ExportPosterCompatController {

  private static final int USUAL_SIDE = 1080;
  private static final int USUAL_SCALE = 2;

  private final PosterComposer composer;
  private final OwnAssets assets;
  private final PageRenderer renderer;

  ExportPosterCompatController(PosterComposer composer, OwnAssets assets, PageRenderer renderer) {
    this.composer = composer;
    this.assets = assets;
    this.renderer = renderer;
  }

  /**
   * What to draw.
   *
   * @param width 1080 where it is left out, and so is the height
   * @param scale 2 where it is left out
   */
  record Export(
      @Nullable String html,
      @Nullable String format,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable Integer scale) {}

  @PostMapping(path = "/api/export-poster", consumes = MediaType.APPLICATION_JSON_VALUE)
  @MaxBody("8MB")
  ResponseEntity<byte[]> export(Caller caller, @RequestBody Export export) {
    String html = export.html();
    if (html == null) {
      throw Problem.invalid(
          "missing_html", "html is required", new Problem.FieldError("html", "is required"));
    }
    PosterSize size = PosterSize.of(PosterSize.CUSTOM, side(export.width()), side(export.height()));
    Integer scale = export.scale();
    Output output = Outputs.of(size, export.format(), scale == null ? USUAL_SCALE : scale, null);
    PosterTemplate template = PosterTemplate.compile(html, Set.of());
    TemplateAssets design = assets.of(caller.id(), html, null);
    PosterRow nobody = new PosterRow("poster", null, Map.of(), null);
    Picture picture =
        draw(
            new Page(
                composer.compose(template, design, nobody, null, false).html(),
                size.width(),
                size.height(),
                output));
    String name = "poster." + output.format().extension();
    return ResponseEntity.ok()
        .headers(Attachment.headers(name, output.format().contentType()))
        .body(picture.bytes());
  }

  private Picture draw(Page page) {
    try {
      return renderer.render(page);
    } catch (ProviderException e) {
      String message = String.valueOf(e.getMessage());
      throw e.reason() == ProviderException.Reason.REJECTED
          ? Problem.invalid(e.code(), message)
          : Problem.unavailable(e.code(), message, Duration.ofSeconds(5), e);
    }
  }

  private static int side(@Nullable Integer side) {
    return side == null ? USUAL_SIDE : side;
  }
}
