package dev.atelier.posters;

import dev.atelier.posters.library.TemplateAssets;
import dev.atelier.posters.template.BuiltInTemplate;
import dev.atelier.posters.template.PosterTemplate;
import dev.atelier.providers.PageRenderer;
import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Page;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What the built-in templates look like with their sample values; drawn once. */
@Component
class TemplatePictures {

  private final PosterComposer composer;
  private final PageRenderer renderer;
  private final Map<String, byte[]> drawn = new ConcurrentHashMap<>();

  TemplatePictures(PosterComposer composer, PageRenderer renderer) {
    this.composer = composer;
    this.renderer = renderer;
  }

  /** A PNG in the template's own size. */
  byte[] of(BuiltInTemplate template) {
    return drawn.computeIfAbsent(template.id(), id -> draw(template));
  }

  private byte[] draw(BuiltInTemplate template) {
    Map<String, String> sample = template.sampleValues();
    PosterTemplate compiled = PosterTemplate.compile(template.html(), sample.keySet());
    PosterRow row = new PosterRow("sample", null, sample, null);
    String html = composer.compose(compiled, TemplateAssets.NONE, row, null, false).html();
    return renderer
        .render(new Page(html, template.size().width(), template.size().height(), Format.PNG))
        .bytes();
  }
}
