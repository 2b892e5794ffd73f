package dev.atelier.posters.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.http.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PosterTemplateTests {

  private static final String PNG = "data:image/png;base64,iVBORw0KGgo=";
  private static final ImageResolver PICTURES =
      reference -> reference.startsWith("https://") ? PNG : null;

  private final Map<String, String> row = new HashMap<>();

  @Test
  void valuesTakeThePlaceOfTheirNames() {
    row.put("name", "Ana");
    row.put("Full Name", "Ana B.");
    assertThat(fill("<p>{name}, {Full Name}! {name}</p>")).isEqualTo("<p>Ana, Ana B.! Ana</p>");
  }

  @Test
  void onlyExactNamesArePlaceholders() {
    row.put("name", "Ana");
    String template = "<p>{ name } {Name} {other} {} { {name </p><style>.a{color:red}</style>";
    assertThat(fill(template)).isEqualTo(template);
  }

  @Test
  void doubleBracesLeaveOnePair() {
    row.put("name", "Ana");
    assertThat(fill("<p>{{name}}</p>")).isEqualTo("<p>{Ana}</p>");
  }

  @Test
  void t11ValuesAreNotExpandedAgain() {
    row.put("a", "{b}");
    row.put("b", "{a}");
    assertThat(fill("<p title='{b}'>{a}{{a}}</p>")).isEqualTo("<p title=\"{a}\">{b}{{b}}</p>");
  }

  @Test
  void aNameWithoutAValueIsEmpty() {
    PosterTemplate template = PosterTemplate.compile("<p>[{bio}]</p>", Set.of("bio"));
    assertThat(template.fill(name -> null, PICTURES)).isEqualTo("<p>[]</p>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div class=\"a\">\n  <b>x</b>  <i>y</i>\n</div>\n",
        "  \n<p>text</p> tail ",
        "<style>\n.a > .b::before{content:\"\\201C\"}/* < & > */\n</style><div>x</div>",
        "<svg viewBox=\"0 0 10 10\"><linearGradient id=\"g\"></linearGradient><path d=\"M0 0\"></path></svg>",
        "<!doctype html>\n<html lang=\"en\"><head>\n<style>a>b{}</style>\n</head>\n<body class=\"x\">\n<p>y</p>\n</body></html>",
        "<p>&amp; &lt; &nbsp;</p>",
        "<input checked value=\"\">"
      })
  void theRestOfTheTemplateStaysAsItIs(String template) {
    assertThat(fill(template)).isEqualTo(template);
  }

  @Test
  void aFragmentStaysAFragment() {
    assertThat(fill("<div>x</div>")).isEqualTo("<div>x</div>");
    assertThat(compile("<div>x</div>").isDocument()).isFalse();
    assertThat(compile("<!-- by me --> <!DOCTYPE html><p>").isDocument()).isTrue();
    assertThat(compile("<body style='margin:0'>x").isDocument()).isTrue();
    assertThat(compile("<header>x</header>").isDocument()).isFalse();
    assertThat(compile("<header>x</header>").warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.test/?x=1&y=2, https://a.test/?x=1&amp;y=2",
    "http://a.test, http://a.test",
    "mailto:a@b.test, mailto:a@b.test",
    "/path, /path",
    "a.html?u=b:c, a.html?u=b:c",
    "JAVASCRIPT:alert(1), #",
    "' java\tscript:x', #",
    "data:text/html;x, #",
    "file:///etc/passwd, #",
    "view-source:http://a.test, #"
  })
  void t11AddressesOfARowHaveFewSchemes(String value, String written) {
    row.put("url", value);
    assertThat(fill("<a href='{url}'>x</a>")).isEqualTo("<a href=\"" + written + "\">x</a>");
  }

  @Test
  void t11AnAddressIsCheckedAsAWhole() {
    row.put("a", "java");
    row.put("b", "script:alert(1)");
    assertThat(fill("<a href='{a}{b}'>x</a>")).isEqualTo("<a href=\"#\">x</a>");
    assertThat(fill("<a href='java{b}'>x</a>")).isEqualTo("<a href=\"#\">x</a>");
  }

  @Test
  void t11ValuesWithinAnAddressAreEncoded() {
    row.put("name", "a/b?c=d&e#f g");
    assertThat(fill("<a href='https://a.test/{name}?n={name}'>x</a>"))
        .isEqualTo(
            "<a href=\"https://a.test/a/b%3Fc=d&amp;e%23f%20g?n=a%2Fb%3Fc%3Dd%26e%23f%20g\">x</a>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=\"*\">",
        "<input type=\"image\" src=\"*\">",
        "<video poster=\"*\"></video>",
        "<table background=\"*\"></table>",
        "<svg><image href=\"*\"></image></svg>",
        "<svg><image xlink:href=\"*\"></image></svg>",
        "<svg><feImage href=\"*\"></feImage></svg>",
        "<img srcset=\"* 2x\">",
        "<div style=\"background:url('*') center\"></div>",
        "<style>.a{background:url('*')}</style>"
      })
  void t11PicturesBecomeTheDataUrlThatTheResolverGives(String template) {
    row.put("pic", "https://a.test/x.png");
    String source = template.replace("*", "{pic}");
    assertThat(fill(source)).isEqualTo(template.replace("*", PNG));
    assertThat(compile(source).imageReferences(row::get)).containsExactly("https://a.test/x.png");
    row.put("pic", "file:///etc/passwd");
    assertThat(fill(source)).isEqualTo(template.replace("*", NeutralImage.URL));
    row.put("pic", " ");
    assertThat(fill(source)).isEqualTo(template.replace("*", NeutralImage.URL));
    assertThat(compile(source).imageReferences(row::get)).isEmpty();
  }

  @Test
  void aPictureMayBeNamedByPartOfItsAddress() {
    row.put("username", "../a b?x");
    String source = "<img src='https://a.test/p/{username}.png?s=2'>";
    assertThat(compile(source).imageReferences(row::get))
        .containsExactly("https://a.test/p/../a%20b%3Fx.png?s=2");
  }

  @Test
  void anythingButADataUrlOfAResolverIsNotWritten() {
    row.put("pic", "x");
    assertThat(compile("<img src='{pic}'>").fill(row::get, reference -> "http://evil.test/"))
        .doesNotContain("evil");
  }

  @Test
  void coloursAndNumbersWorkInCss() {
    row.put("colour", "#ff0080");
    row.put("shade", "rgba(1, 2, 3, .5)");
    row.put("width", "33.5%");
    assertThat(fill("<p style='color:{colour};background:{shade};width:{width}'></p>"))
        .isEqualTo("<p style=\"color:#ff0080;background:rgba(1, 2, 3, .5);width:33.5%\"></p>");
  }

  @Test
  void quotesInCssStringsAreWrittenAsEscapes() {
    row.put("font", "O'Neil \"Sans\"");
    assertThat(fill("<style>p{font-family:'{font}'}</style>"))
        .isEqualTo("<style>p{font-family:'O\\27 Neil \\22 Sans\\22 '}</style>");
  }

  @Test
  void t15WhatRunsOrNavigatesIsTakenOutWithItsLine() {
    PosterTemplate template =
        compile(
            """
            <!doctype html><html><head>
            <base href="http://evil.test/">
            <meta http-equiv="Refresh" content="0;url=http://evil.test">
            <link rel="preload" href="http://evil.test">
            <script>alert(1)</script></head>
            <body onload="alert(1)">
            <iframe src="http://evil.test"></iframe>
            <object data="x"></object><embed src="x">
            <a href=" java&#10;script:alert(1)">a</a>
            <svg><script>alert(1)</script><a xlink:href="javascript:x" onclick=y>b</a></svg>
            </body></html>
            """);
    assertThat(template.fill(row::get, PICTURES))
        .doesNotContain("evil", "alert", "script", "onload", "onclick", "iframe", "refresh");
    assertThat(template.warnings())
        .extracting(TemplateWarning::line)
        .containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 8L, 9L, 10L, 10L, 10L);
  }

  @Test
  void t12WhatCannotBeLoadedIsNamed() {
    PosterTemplate template =
        compile(
            """
            <link rel="stylesheet" href="https://fonts.test/css">
            <img src="logo.png"><img src="data:image/png;base64,AA"><a href="https://a.test">x</a>
            <p style="background:url(http://a.test/b.png)"></p>
            <style>@font-face{src:url('f.woff')} .a{fill:url(#g)}</style>
            """);
    assertThat(template.warnings())
        .extracting(warning -> warning.line() + " " + warning.message())
        .containsExactly(
            "1 Not loaded, posters have no network: https://fonts.test/css",
            "2 Not loaded, posters have no network: logo.png",
            "3 Not loaded, posters have no network: http://a.test/b.png",
            "4 Not loaded, posters have no network: f.woff");
  }

  @Test
  void aNameThatNothingFillsIsWarnedOf() {
    row.put("name", "x");
    assertThat(compile("<p>{name}</p>\n<p>{nmae}</p><style>.a{b}</style>").warnings())
        .singleElement()
        .satisfies(warning -> {
          assertThat(warning.message()).startsWith("{nmae} is neither");
          assertThat(warning.line()).isEqualTo(2);
        });
    assertThat(compile("<p style='color:{ink}'>x</p><style>a{b:url('{c}')}</style>").unknownNames())
        .containsExactly("ink", "c");
  }

  @Test
  void theNamesInUseAreTold() {
    Set<String> known = Set.of("a", "b", "c", "d", "e", "f", "unused");
    String html =
        "<p title={a} style='color:{b};background:url({c})'>{d}</p><a href='/{e}'>x</a>"
            + "<div id=placeholder style='color:{f}'></div><!-- {unused} -->";
    assertThat(PosterTemplate.compile(html, known).placeholders())
        .containsExactly("a", "b", "c", "d", "e", "f");
  }

  @ParameterizedTest
  @ValueSource(strings = {"profile_pic", "Profile_Picture", "AVATAR", "image", "photo"})
  void aPictureReplacesItsStandIn(String column) {
    String template =
        "<img id=\"profilePic\" src=\"{%s}\" style=\"width:9px; display: none;color:red\">"
                .formatted(column)
            + "<div id=\"placeholder\">A</div>";
    row.put(column, "https://a.test/x.png");
    assertThat(fill(template))
        .isEqualTo(
            "<img id=\"profilePic\" src=\"%s\" style=\"width:9px;color:red\">".formatted(PNG)
                + "<div id=\"placeholder\" style=\"display:none\">A</div>");
    for (String missing : List.of("", "  ", "ftp://not.there")) {
      row.put(column, missing);
      assertThat(fill(template))
          .as(missing)
          .contains("display: none")
          .contains("<div id=\"placeholder\" style=\"\">A</div>");
    }
  }

  @Test
  void t11StylesThatDependOnThePictureAreEscapedToo() {
    row.put("avatar", "https://a.test/x.png");
    row.put("font", "\"><script>");
    assertThat(fill("<div id=placeholder style='font-family:\"{font}\",\"B\"'></div>"))
        .isEqualTo(
            "<div id=\"placeholder\" style=\"font-family:&quot;\\22 \\3e \\3c script\\3e &quot;,"
                + "&quot;B&quot;;display:none\"></div>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n\t "})
  void anEmptyTemplateIsRefused(String html) {
    Problem problem = refusal(html);
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("empty_template");
  }

  @Test
  void aTemplateOfMoreThanFiveMegabytesIsRefused() {
    String most = "é".repeat(PosterTemplate.MAX_BYTES / 2);
    assertThat(compile(most).placeholders()).isEmpty();
    Problem problem = refusal(most + "x");
    assertThat(problem.status()).isEqualTo(413);
    assertThat(problem.code()).isEqualTo("template_too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "{a}", "<b>", "<p title='{", "<div>", "url(", "<!--", "<svg><style>", "\\"})
  void t16LargeAndOddTemplatesCompileInTime(String repeated) {
    String html = "<style>" + repeated.repeat(20_000) + "</style>" + repeated.repeat(100_000);
    PosterTemplate template = PosterTemplate.compile(html, Set.of("a"));
    assertThat(template.fill(name -> "v", PICTURES)).isNotEmpty();
  }

  @Test
  void oneTemplateFillsRowsOnManyThreads() throws Exception {
    PosterTemplate template = PosterTemplate.compile("<p title='{a}'>{a}</p>", Set.of("a"));
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<String>> rows =
          IntStream.range(0, 500)
              .<Callable<String>>mapToObj(i -> () -> template.fill(name -> "<" + i, PICTURES))
              .toList();
      List<Future<String>> pages = threads.invokeAll(rows);
      for (int i = 0; i < pages.size(); i++) {
        assertThat(pages.get(i).get()).isEqualTo("<p title=\"&lt;%d\">&lt;%d</p>".formatted(i, i));
      }
    }
  }

  private String fill(String html) {
    return compile(html).fill(row::get, PICTURES);
  }

  private PosterTemplate compile(String html) {
    return PosterTemplate.compile(html, row.keySet());
  }

  private static Problem refusal(String html) {
    return catchThrowableOfType(Problem.class, () -> PosterTemplate.compile(html, Set.of()));
  }
}
