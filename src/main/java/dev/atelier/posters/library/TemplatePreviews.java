package dev.atelier.posters.library;

import dev.atelier.http.Problem;
import dev.atelier.identity.UserId;
import dev.atelier.providers.PageRenderer;
import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Page;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.RemoteImages;
import dev.atelier.storage.Media;
import dev.atelier.storage.MediaKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Draws templates with sample values. */
@Component
class TemplatePreviews {

  private static final Duration BUSY = Duration.ofSeconds(5);

  private final RemoteImages images;
  private final OwnAssets assets;
  private final PageRenderer renderer;
  private final Media media;

  TemplatePreviews(RemoteImages images, OwnAssets assets, PageRenderer renderer, Media media) {
    this.images = images;
    this.assets = assets;
    this.renderer = renderer;
    this.media = media;
  }

  /**
   * A template as it comes out.
   *
   * @param html the page that was drawn
   * @param values what its placeholders were filled with, in the order of their first use
   */
  record Preview(
      String html,
      byte[] picture,
      Map<String, String> values,
      List<TemplateDraft.Warning> warnings) {}

  /**
   * Draws a template.
   *
   * @throws Problem 422 where it cannot be drawn, 503 where nothing can be drawn now
   */
  Preview draw(UserId owner, TemplateDraft draft, Format format) {
    var samples = new SampleValues(draft.previewData());
    Map<String, String> values = new LinkedHashMap<>();
    draft.compiled().placeholders().forEach(name -> values.put(name, samples.of(name)));
    List<TemplateDraft.Warning> warnings = new ArrayList<>(draft.compiled().warnings(draft.html()));
    TemplateAssets design = assets.of(owner, TemplateDraft.source(draft.html(), draft.css()), null);
    String html =
        draft
            .compiled()
            .template()
            .fill(values::get, reference -> image(reference, design, warnings));
    byte[] picture =
        drawn(
            new Page(design.withFonts(html), draft.size().width(), draft.size().height(), format));
    return new Preview(html, picture, values, warnings);
  }

  /** The picture of a stored version; drawn once. */
  byte[] picture(StoredTemplate template) {
    var key = new MediaKey("template-previews/%s.jpg".formatted(template.id()));
    Optional<InputStream> kept = media.open(key);
    if (kept.isPresent()) {
      try (InputStream bytes = kept.get()) {
        return bytes.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    byte[] picture = draw(template.owner(), TemplateDraft.of(template), Format.JPEG).picture();
    media.put(key, template.owner(), Format.JPEG.contentType(), picture);
    return picture;
  }

  private @Nullable String image(
      String reference, TemplateAssets design, List<TemplateDraft.Warning> warnings) {
    try {
      String own = design.picture(reference);
      return own == null ? images.fetch(reference).dataUrl() : own;
    } catch (ProviderException e) {
      warnings.add(new TemplateDraft.Warning(e.getMessage(), "data", null));
      return null;
    }
  }

  private byte[] drawn(Page page) {
    try {
      return renderer.render(page).bytes();
    } catch (ProviderException e) {
      throw e.reason() == ProviderException.Reason.REJECTED
          ? Problem.invalid(e.code(), e.getMessage())
          : Problem.unavailable(e.code(), e.getMessage(), BUSY, e);
    }
  }
}
