package dev.atelier.providers.chromium;

import dev.atelier.providers.PageRenderer;
import dev.atelier.providers.PageTexts;
import dev.atelier.providers.ProviderException;
import java.util.List;

/** Stands in where no browser was found: the rest of the studio works, pages are refused. */
final class MissingBrowser implements PageRenderer {

  static final String REMEDY =
      "Install chromium-headless-shell or set ATELIER_CHROMIUM to the path of a Chromium.";

  @Override
  public Picture render(Page page) {
    throw missing();
  }

  @Override
  public int capacity() {
    return 1;
  }

  /** Every character counts as drawable; nobody can tell. */
  static PageTexts texts() {
    return new PageTexts() {
      @Override
      public List<Misfit> misfits(Page page, List<List<String>> rows) {
        throw missing();
      }

      @Override
      public boolean hasGlyph(int codePoint) {
        return true;
      }
    };
  }

  private static ProviderException missing() {
    return ProviderException.unavailable(
        "no_browser", "No browser was found on this machine. " + REMEDY, null);
  }
}
