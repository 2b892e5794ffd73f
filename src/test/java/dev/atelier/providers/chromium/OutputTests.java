package dev.atelier.providers.chromium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Output;
import dev.atelier.providers.PageRenderer.Page;
import dev.atelier.providers.PageRenderer.Picture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OutputTests {

  private static TestRenderer renderer;

  @BeforeAll
  static void start() throws IOException {
    renderer = TestRenderer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    renderer.close();
  }

  static Stream<Arguments> outputs() {
    return Stream.of(Format.values())
        .flatMap(format ->
            IntStream.rangeClosed(1, Output.MAX_SCALE)
                .mapToObj(scale -> Arguments.of(format, scale)));
  }

  @ParameterizedTest(name = "{0} at scale {1}")
  @MethodSource("outputs")
  void theSizeIsExactInEveryFormatAtEveryScale_T18(Format format, int scale) {
    Picture picture = render("<h1>Hello</h1>", 321, 123, new Output(format, scale, 80));

    int pixels = format == Format.PDF ? 1 : scale;
    assertThat(picture.format()).isEqualTo(format);
    assertThat(PictureSize.of(picture.bytes(), format))
        .isEqualTo(new PictureSize(321 * pixels, 123 * pixels));
  }

  @Test
  void aLargerScaleDrawsTheSameThingsSharper_T18() throws Exception {
    String html =
        "<div style='position:absolute;left:50px;top:50px;width:1px;height:1px;background:red'>";

    Picture picture = render(html, 100, 100, new Output(Format.PNG, 3, 90));

    assertThat(TestRenderer.colour(picture, 151, 151)).isEqualTo("ff0000");
    assertThat(TestRenderer.colour(picture, 149, 151)).isEqualTo("ffffff");
    assertThat(TestRenderer.colour(picture, 153, 151)).isEqualTo("ffffff");
  }

  @Test
  void aScaleHoldsForItsOwnPageOnly_T18() {
    Output large = new Output(Format.PNG, 3, 90);
    byte[] before = render("<b>x</b>", 90, 60, Output.of(Format.PNG)).bytes();
    render("<b>x</b>", 90, 60, large);
    render("<b>x</b>", 90, 60, Output.of(Format.PDF));

    assertThat(render("<b>x</b>", 90, 60, Output.of(Format.PNG)).bytes()).isEqualTo(before);
  }

  @Test
  void aLowerQualityTakesFewerBytes() {
    String html = "<body style='background:linear-gradient(45deg,red,blue,lime)'><h1>Grüße 🎉</h1>";
    for (Format format : new Format[] {Format.JPEG, Format.WEBP}) {
      int high = render(html, 300, 300, new Output(format, 1, 95)).bytes().length;
      int low = render(html, 300, 300, new Output(format, 1, 20)).bytes().length;
      assertThat(low).as(format.name()).isLessThan(high);
    }
  }

  @ParameterizedTest(name = "{0} × {1}")
  @CsvSource({"1080,1080", "1080,1350", "1200,675", "1200,630", "2480,3508", "333,1", "7,777"})
  void aPdfIsOnePageOfThePostersSizeWhateverItsStyleSaysOfPaper_T18(int width, int height) {
    String html =
        """
        <!doctype html><style>@page{margin:5cm;size:A3} div{break-after:page;height:2000px}
        @media print{body{background:red;display:none}}</style>
        <body style="margin:0;background:#00f"><div>one</div><div>two</div></body>
        """;

    Picture picture = render(html, width, height, Output.of(Format.PDF));

    assertThat(new String(picture.bytes(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    assertThat(PictureSize.of(picture.bytes(), Format.PDF))
        .isEqualTo(new PictureSize(width, height));
  }

  @Test
  void aPageBeyondTheSidesOfAPictureIsRefused() {
    assertThatThrownBy(() -> render("x", 5_001, 10, new Output(Format.PNG, 2, 90)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Output(Format.PNG, 4, 90))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Picture render(String html, int width, int height, Output output) {
    return renderer.renderer().render(new Page(html, width, height, output));
  }
}
