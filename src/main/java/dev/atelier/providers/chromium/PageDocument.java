package dev.atelier.providers.chromium;

import dev.atelier.providers.PageRenderer.Page;
import java.util.regex.Pattern;

/** The document that is drawn for a page. */
final class PageDocument {

  private static final Pattern WHOLE =
      Pattern.compile(
          "\\A[\\s\\uFEFF]*(<!--.*?-->\\s*)*<(!doctype|html)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final String FRAGMENT =
      """
      <!doctype html><html><head><meta charset="utf-8"><style>
      *, *::before, *::after { box-sizing: border-box }
      html, body { margin: 0; padding: 0 }
      body { width: %dpx; height: %dpx; overflow: hidden }
      </style></head><body>""";

  private PageDocument() {}

  /** A whole document as it is; a fragment in a document of the page's size without margins. */
  static String of(Page page) {
    String html = page.html();
    if (WHOLE.matcher(html).lookingAt()) {
      return html;
    }
    return FRAGMENT.formatted(page.width(), page.height()).strip() + html + "</body></html>";
  }
}
