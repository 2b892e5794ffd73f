package dev.atelier.providers.chromium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Page;
import dev.atelier.providers.PageRenderer.Picture;
import dev.atelier.providers.PageTexts;
import dev.atelier.providers.PageTexts.Misfit;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FitTextTests {

  private static final String BOX =
      "<p %s style='margin:20px;width:260px;height:60px;overflow:hidden;white-space:nowrap;"
          + "font:48px/1.2 Inter;color:red'>%s</p>";

  private static TestRenderer renderer;

  @BeforeAll
  static void start() throws Exception {
    renderer = TestRenderer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    renderer.close();
  }

  @Test
  void textThatFitsIsDrawnAsWithoutFitting() {
    assertThat(draw("data-fit", "Ada").bytes()).isEqualTo(draw("", "Ada").bytes());
    assertThat(draw("data-fit", "Ada").cut()).isEmpty();
  }

  @Test
  void longTextIsMadeSmallerUntilAllOfItIsInItsBox() throws Exception {
    Picture fitted = draw("data-fit='12'", "Bartholomew Featherstone");
    Picture plain = draw("", "Bartholomew Featherstone");

    assertThat(fitted.cut()).isEmpty();
    assertThat(inkIn(plain, 265, 279)).isTrue();
    assertThat(inkIn(fitted, 280, 299)).isFalse();
    assertThat(inkIn(fitted, 265, 279)).as("no smaller than it must be").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"data-fit='30'", "data-fit-min='30px'", "data-fit data-fit-min=30"})
  void belowTheFloorTheTextIsCutWithAnEllipsisAndSaysSo(String floor) {
    Picture cut = draw(floor + " data-fit-of=display_name", "Bartholomew Featherstone the Third");

    assertThat(cut.cut()).containsExactly("display_name");
    Picture byHand =
        renderer.render(
            BOX.formatted("", "Bartholomew Fea…").replace("48px/1.2", "30px/1.2"), 300, 100);
    assertThat(ink(cut)).isCloseTo(ink(byHand), withPercentage(15));
  }

  @Test
  void linesThatTheBoxHasNoRoomForAreCutAndWholeLettersStay() {
    String family = "👩‍👩‍👧‍👦".repeat(40);
    Picture picture =
        renderer.render(
            "<div data-fit=20 style='width:200px;height:90px;font:40px Inter'>" + family, 300, 100);

    assertThat(picture.cut()).containsExactly("<div>");
  }

  @Test
  void textThatWouldLeaveThePosterIsFittedThoughItsBoxGrows() {
    Picture picture =
        renderer.render(
            "<h1 data-fit=8 style='font:60px Inter'>" + "many words ".repeat(12), 300, 300);

    assertThat(picture.cut()).isEmpty();
  }

  @Test
  void markupInATextStaysTextWhenItIsCut_T11() {
    String hostile = "&lt;img src=x onerror=alert(1)&gt;".repeat(5);
    Picture picture = draw("data-fit=30", hostile);

    assertThat(picture.cut()).hasSize(1);
    assertThat(picture.blockedRequests()).isZero();
  }

  @Test
  void namesThatHideTheDocumentsOwnMembersDoNotMatter() {
    Picture picture =
        renderer.render(
            "<form name=querySelectorAll></form><img name=createTreeWalker><form name=createRange>"
                + "</form>"
                + BOX.formatted("data-fit=30", "Bartholomew Featherstone the Third"),
            300,
            100);

    assertThat(picture.cut()).containsExactly("<p>");
  }

  @Test
  void sameInputGivesTheSamePixels_T18() {
    byte[] first = draw("data-fit=12", "Bartholomew Featherstone").bytes();
    for (int i = 0; i < 10; i++) {
      assertThat(draw("data-fit=12", "Bartholomew Featherstone").bytes()).isEqualTo(first);
    }
  }

  @Test
  void rowsAreLaidOutOneByOneAndMisfitsNamed() {
    String mark = PageTexts.mark(0);
    String other = PageTexts.mark(1);
    List<String> boxes =
        List.of(
            "<p style='width:200px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis'>%s",
            "<p style='width:200px;height:40px'>%s",
            "<p style='width:200px;display:-webkit-box;-webkit-box-orient:vertical;"
                + "-webkit-line-clamp:2;overflow:hidden'>%s",
            "<p style='white-space:nowrap'>Dear <b>%s</b>",
            "<p style='display:none'>x</p><div style='height:30px;overflow:hidden'><p style='margin:0'><i>%s</i>");
    for (String box : boxes) {
      String html =
          "<body style='font:20px Inter'>" + box.formatted(mark) + "</p></div><p>" + other;
      List<List<String>> rows =
          List.of(
              List.of("Ada", "fine"),
              List.of("Bartholomew Featherstone the Third of Nowhere ".repeat(3), "fine"),
              List.of("", "fine"),
              List.of("Lin", "fine"));
      assertThat(misfits(html, rows)).as(box).containsExactly(new Misfit(1, "0", false));
    }
  }

  @Test
  void aFittedTextIsAMisfitOnlyWhenItIsCut() {
    String html =
        BOX.formatted("data-fit=30 data-fit-of=name", "<b>" + PageTexts.mark(0) + "</b>, hello");
    List<List<String>> rows =
        List.of(
            List.of("Ada"),
            List.of("Ada Lovelac"),
            List.of("Bartholomew Featherstone the Third"),
            List.of("Ada"));

    assertThat(misfits(html, rows)).containsExactly(new Misfit(2, "name", true));
  }

  @Test
  void manyRowsAreMeasuredInOneGo() {
    List<List<String>> rows =
        IntStream.range(0, 300)
            .mapToObj(row -> List.of(row % 100 == 7 ? "x".repeat(300) : "name " + row))
            .toList();

    assertThat(misfits("<p>" + PageTexts.mark(0), rows))
        .extracting(Misfit::row)
        .containsExactly(7, 107, 207);
  }

  private static List<Misfit> misfits(String html, List<List<String>> rows) {
    return renderer.renderer().misfits(new Page(html, 400, 400, Format.PNG), rows);
  }

  private static Picture draw(String attributes, String text) {
    return renderer.render(BOX.formatted(attributes, text), 300, 100);
  }

  private static boolean inkIn(Picture picture, int from, int to) throws IOException {
    BufferedImage image = TestRenderer.image(picture);
    return IntStream.rangeClosed(from, to)
        .anyMatch(column ->
            IntStream.range(0, image.getHeight())
                .anyMatch(y -> (image.getRGB(column, y) & 0xFF) < 200));
  }

  private static long ink(Picture picture) {
    try {
      BufferedImage image = TestRenderer.image(picture);
      return IntStream.range(0, image.getWidth() * image.getHeight())
          .filter(i -> (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xFF) < 128)
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
