package dev.atelier.providers.chromium;

import dev.atelier.providers.PageRenderer;
import dev.atelier.providers.ProviderException;

/** Stands in where no browser was found: the rest of the studio works, pages are refused. */
final class MissingBrowser implements PageRenderer {

  static final String REMEDY =
      "Install chromium-headless-shell or set ATELIER_CHROMIUM to the path of a Chromium.";

  @Override
  public Picture render(Page page) {
    throw ProviderException.unavailable(
        "no_browser", "No browser was found on this machine. " + REMEDY, null);
  }

  @Override
  public int capacity() {
    return 1;
  }
}
