package dev.atelier.providers.chromium;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Page;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageDocumentTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!doctype html><p>x",
        "\uFEFF <!-- a --> <!-- b\nc --><HTML lang=en><p>x",
        "\n\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN'>"
      })
  void wholeDocumentStaysAsItIs(String html) {
    assertThat(PageDocument.of(page(html))).isEqualTo(html);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<p>x", "", "text <!doctype html>", "<htmlx>", "100% <b>"})
  void fragmentIsWrapped(String html) {
    assertThat(PageDocument.of(page(html)))
        .startsWith("<!doctype html>")
        .contains("width: 640px; height: 480px")
        .endsWith(html + "</body></html>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>meta",
        "<meta charset=\"utf-8\"><META NAME='viewport' content='width=device-width' />",
        "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">",
        "<meta property=\"og:title\" content=\"x\"><meta name=description content='a > b'>"
      })
  void usualDocumentLeavesNoTraces_T17(String html) {
    assertThat(PageDocument.leavesTraces(html)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta http-equiv=refresh content=1>",
        "<MeTa name=color-scheme content=dark>",
        "<meta charset=utf-8 http-equiv=refresh content=1>",
        "<meta charset=utf-8><meta/name=color-scheme content=dark>",
        "<meta name=viewport content='x' name=color-scheme>",
        "<meta"
      })
  void documentThatSetsRulesLeavesTraces_T17(String html) {
    assertThat(PageDocument.leavesTraces(html)).isTrue();
  }

  private static Page page(String html) {
    return new Page(html, 640, 480, Format.PNG);
  }
}
