package dev.atelier.posters.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileValueTests {

  private static final Set<String> NAMES = Set.of("v", "bio");
  private static final String PICTURE = "data:image/png;base64,AAAA";

  /** Templates whose element {@code #t} shows the value as its text. */
  private static final List<String> TEXTS =
      List.of(
          "<p id=t>{v}</p>",
          "<html><body><h1 id=t>{v}</h1></body></html>",
          "<!doctype html><title id=t>{v}</title><p>x",
          "<textarea id=t>x{v}</textarea>",
          "<table><tr><td id=t>{v}</table>",
          "<select><option id=t>{v}</option></select>",
          "<svg><text id=t>{v}</text></svg>",
          "<svg><title id=t>{v}</title></svg>",
          "<svg><text id=t><![CDATA[{v}]]></text></svg>",
          "<math><mtext id=t>{v}</mtext></math>",
          "<noscript id=t>{v}</noscript>",
          "<pre id=t>x{v}</pre>",
          "<button id=t>{v}</button>",
          "<a><b><i id=t>{v}");

  /** Templates whose element {@code #t} has the value as its attribute {@code title}. */
  private static final List<String> ATTRIBUTES =
      List.of(
          "<p id=t title=\"{v}\">x</p>",
          "<p id=t title='{v}'>x</p>",
          "<p id=t title={v}>x</p>",
          "<p id=t title={v} class=y>x</p>",
          "<p id=t class={bio} title={v} />",
          "<svg><g id=t title='{v}'/></svg>",
          "<input id=t title={v}>");

  /** Templates where the value stands in CSS. */
  private static final List<String> STYLES =
      List.of(
          "<p style=\"color:{v}\">x</p>",
          "<p style='color:{v};margin:0'>x</p>",
          "<p style={v}>x</p>",
          "<p style=\"font-family:'{v}',serif\">x</p>",
          "<p style='font-family:\"{v}\",serif'>x</p>",
          "<p style=\"background:url({v})\">x</p>",
          "<p style=\"background:url('{v}') 0 0\">x</p>",
          "<p style=\"background:URL( &quot;http://a.test/{v}&quot; )\">x</p>",
          "<style>.a{color:{v}}</style><p>x</p>",
          "<style>.a{{v}:red}</style><p>x</p>",
          "<style>.{v}{color:red}</style><p>x</p>",
          "<style>.a:before{content:'{v}'}</style><p>x</p>",
          "<style>.a:before{content:\"{v}\"}</style><p>x</p>",
          "<style>.a{background:url({v})}</style><p>x</p>",
          "<style>.a{background:url(\"{v}\")}</style><p>x</p>",
          "<style>/* {v} */.a{color:red}</style><p>x</p>",
          "<style>.a{content:'\\{v}'}</style><p>x</p>",
          "<style>.a{content:'{v}</style><p>x</p>",
          "<style>.a{background:url({v}</style><p>x</p>",
          "<style>@import {v};</style><p>x</p>",
          "<svg><style>.a{fill:{v};content:'{v}'}</style></svg>");

  /** Templates where the value stands in a place that is not filled, or is removed. */
  private static final List<String> UNFILLED =
      List.of(
          "<!-- {v} --><p>x</p>",
          "<h{v}>x</p>",
          "<p {v}=x>y</p>",
          "<p {v}>y</p>",
          "<script>var a='{v}'</script><p>x</p>",
          "<SCRIPT src='{v}'></SCRIPT><p>x</p>",
          "<p onclick=\"f('{v}')\">x</p>",
          "<p OnLoad={v}>x</p>",
          "<iframe srcdoc='{v}'></iframe><p>x</p>",
          "<iframe>{v}</iframe><p>x</p>",
          "<xmp>{v}</xmp><p>x</p>",
          "<noembed>{v}</noembed><p>x</p>",
          "<noframes>{v}</noframes><p>x</p>",
          "<meta http-equiv='{v}' content='0;url={v}'><p>x</p>",
          "<meta http-equiv=refresh content='0;url={v}'><p>x</p>",
          "<link rel='{v}' href='{v}'><p>x</p>",
          "<base href='{v}'><p>x</p>",
          "<object data='{v}'></object><p>x</p>",
          "<embed src='{v}'><p>x</p>");

  static Stream<Arguments> textsAndValues() {
    return product(TEXTS);
  }

  static Stream<Arguments> attributesAndValues() {
    return product(ATTRIBUTES);
  }

  static Stream<Arguments> stylesAndValues() {
    return product(STYLES);
  }

  @ParameterizedTest
  @MethodSource("textsAndValues")
  void t11TextShowsTheValueAndNothingElse(String template, String value) {
    Document page = fill(template, value);
    assertThat(shape(page)).isEqualTo(shape(fill(template, "plain")));
    String before = template.contains("x{v}") ? "x" : "";
    assertThat(wholeText(page)).isEqualTo(before + asText(value));
  }

  @ParameterizedTest
  @MethodSource("attributesAndValues")
  void t11AttributesHoldTheValueAndNothingElse(String template, String value) {
    Document page = fill(template, value);
    assertThat(shape(page)).isEqualTo(shape(fill(template, "plain")));
    assertThat(page.expectFirst("#t").attr("title")).isEqualTo(asText(value));
  }

  @ParameterizedTest
  @MethodSource("stylesAndValues")
  void t11StylesKeepTheirRules(String template, String value) {
    Document page = fill(template, value);
    assertThat(shape(page)).isEqualTo(shape(fill(template, "plain")));
    assertThat(cssShape(page)).isEqualTo(cssShape(fill(template, "plain")));
    assertThat(CssReading.of(css(page)).addresses()).allMatch(PICTURE::equals);
  }

  @Test
  void t11PlacesThatCannotBeFilledNeverHoldTheValueAndAreNamed() {
    for (String template : UNFILLED) {
      PosterTemplate compiled = PosterTemplate.compile(template, NAMES);
      String page = compiled.fill(name -> "UNSAFE", reference -> PICTURE);
      assertThat(page).as(template).doesNotContain("UNSAFE").doesNotContain("\uFDD0");
      assertThat(compiled.warnings()).as(template).isNotEmpty();
      assertThat(compiled.placeholders()).as(template).isEmpty();
    }
  }

  @Test
  void t11RandomValuesStayValuesEverywhere() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 4_000; round++) {
      String value = HostileValues.random(random);
      List<String> contexts = List.of(TEXTS, ATTRIBUTES, STYLES).get(random.nextInt(3));
      String template = contexts.get(random.nextInt(contexts.size()));
      Document page = fill(template, value);
      Document plain = fill(template, "plain");
      String place = "seed %d, round %d: %s with %s".formatted(seed, round, template, value);
      assertThat(shape(page)).as(place).isEqualTo(shape(plain));
      assertThat(cssShape(page)).as(place).isEqualTo(cssShape(plain));
    }
  }

  private static Stream<Arguments> product(List<String> templates) {
    return templates.stream()
        .flatMap(
            template -> HostileValues.ALL.stream().map(value -> Arguments.of(template, value)));
  }

  private static Document fill(String template, String value) {
    String html =
        PosterTemplate.compile(template, NAMES)
            .fill(Map.of("v", value, "bio", "BIO")::get, reference -> PICTURE);
    return Jsoup.parse(html);
  }

  /** Elements with the names of their attributes, and comments, in order. */
  private static List<String> shape(Document page) {
    List<String> shape = new ArrayList<>();
    page.traverse((node, depth) -> {
      if (node instanceof Element element) {
        Set<String> names = new TreeSet<>();
        for (Attribute attribute : element.attributes()) {
          names.add(attribute.getKey());
        }
        shape.add(depth + element.nodeName() + names);
      } else if (node instanceof Comment) {
        shape.add(depth + "comment");
      }
    });
    return shape;
  }

  private static String wholeText(Document page) {
    StringBuilder text = new StringBuilder();
    for (Node node : page.expectFirst("#t").childNodes()) {
      if (node instanceof TextNode part) {
        text.append(part.getWholeText());
      }
    }
    return text.toString();
  }

  /** Line ends as HTML knows them, and the sign for what is no text. */
  private static String asText(String value) {
    return value.replace("\r\n", "\n").replace('\r', '\n').replace('\u0000', '\uFFFD');
  }

  private static List<Integer> cssShape(Document page) {
    return CssReading.of(css(page)).structure();
  }

  private static String css(Document page) {
    StringBuilder css = new StringBuilder();
    page.select("style").forEach(style -> css.append(style.data()).append(style.wholeText()));
    page.select("[style]").forEach(styled -> css.append(styled.attr("style")));
    return css.toString();
  }
}
