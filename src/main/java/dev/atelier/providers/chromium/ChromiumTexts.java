package dev.atelier.providers.chromium;

import dev.atelier.providers.PageRenderer.Page;
import dev.atelier.providers.PageTexts;
import java.nio.file.Path;
import java.util.List;
import org.springframework.util.function.SingletonSupplier;

/** Measures texts with the browsers that draw, and knows the fonts that they have. */
final class ChromiumTexts implements PageTexts {

  private final ChromiumPageRenderer browsers;
  private final SingletonSupplier<FontCoverage> coverage;

  /**
   * @param fonts the folders, which are read when they are first asked about
   */
  ChromiumTexts(ChromiumPageRenderer browsers, List<Path> fonts) {
    this.browsers = browsers;
    this.coverage = SingletonSupplier.of(() -> FontCoverage.of(fonts));
  }

  @Override
  public List<Misfit> misfits(Page page, List<List<String>> rows) {
    return browsers.misfits(page, rows);
  }

  @Override
  public boolean hasGlyph(int codePoint) {
    return coverage.obtain().has(codePoint);
  }
}
