package dev.atelier.providers;

import dev.atelier.providers.PageRenderer.Page;
import java.util.List;

/**
 * Finds texts that would not come out well on a page, without drawing it.
 *
 * <p>Thread-safe; {@link #misfits} blocks until a browser is free.
 */
public interface PageTexts {

  /**
   * Lays a page out once for each row and tells which texts do not fit: they run over their box,
   * are hidden by one that clips, leave the page, or had to be cut where there is {@code data-fit}.
   *
   * @param page has {@link #mark} in its text wherever a row's value goes
   * @param rows texts of each row by the number of their mark
   * @throws ProviderException as {@link PageRenderer#render}, and rejected with {@code
   *     texts_not_measured} when the page keeps its texts from being measured
   */
  List<Misfit> misfits(Page page, List<List<String>> rows);

  /** Whether some font has a glyph for a character; what is not meant to be seen needs none. */
  boolean hasGlyph(int codePoint);

  /** What stands in a page's text for a value; two code points that Unicode keeps out of text. */
  static String mark(int number) {
    return "\uFDD0" + number + "\uFDD1";
  }

  /**
   * A text that does not fit.
   *
   * @param row its index among the rows
   * @param name the number of its mark, or the name of an element with {@code data-fit}
   * @param cut whether it is cut; otherwise it runs over
   */
  record Misfit(int row, String name, boolean cut) {}
}
