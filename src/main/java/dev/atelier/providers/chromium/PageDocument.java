package dev.atelier.providers.chromium;

import dev.atelier.providers.PageRenderer.Page;
import java.util.regex.Matcher;
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
      </style></head><body>\
      """;

  private static final String META = "<meta";

  /** Meta elements that mean nothing to a page without network, in exactly these forms. */
  private static final Pattern HARMLESS_META =
      Pattern.compile(
          """
          <meta\\s+(?:charset\\s*=\\s*["']?[\\w-]+["']?\
          |(?:name|property)\\s*=\\s*["']?(?:viewport|description|author|generator|keywords|robots\
          |(?:og|twitter):[\\w:]+)["']?\\s+content\\s*=\\s*(?:"[^"]*"|'[^']*')\
          |http-equiv\\s*=\\s*["']?(?:content-type|x-ua-compatible)["']?\\s+\
          content\\s*=\\s*(?:"[^"]*"|'[^']*'))\\s*/?>\
          """,
          Pattern.CASE_INSENSITIVE);

  private PageDocument() {}

  /** A whole document as it is; a fragment in a document of the page's size without margins. */
  static String of(Page page) {
    String html = page.html();
    if (WHOLE.matcher(html).lookingAt()) {
      return html;
    }
    return FRAGMENT.formatted(page.width(), page.height()).strip() + html + "</body></html>";
  }

  /**
   * Whether something of the document would still hold when its content is replaced: a content
   * policy or a colour scheme does, and a refresh may still come.
   */
  static boolean leavesTraces(String html) {
    Matcher harmless = HARMLESS_META.matcher(html);
    for (int i = html.indexOf('<'); i >= 0; i = html.indexOf('<', i + 1)) {
      if (html.regionMatches(true, i, META, 0, META.length())
          && !harmless.region(i, html.length()).lookingAt()) {
        return true;
      }
    }
    return false;
  }
}
