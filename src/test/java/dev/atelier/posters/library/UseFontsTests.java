package dev.atelier.posters.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.IntegrationTest;
import dev.atelier.posters.library.LibraryClient.Answer;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

@IntegrationTest
@Import(UseFontsTests.SlowNode.class)
class UseFontsTests {

  /** In the test's fonts each letter is a black square as large as the line is high. */
  private static final String TEMPLATE =
      """
      <body style="margin:0;background:#fff"><style>
      div { font: 40px/1 'FAMILY'; color: #000 }</style>
      <div>MM</div></body>
      """;

  private static final double TWO_SQUARES = 2 * 40 * 40 / (200.0 * 100);

  @LocalServerPort int port;
  private LibraryClient client;

  @BeforeEach
  void connect() {
    client = new LibraryClient(port);
  }

  @ParameterizedTest
  @CsvSource({
    "block.ttf, ttf, Atelier Block TTF",
    "block.otf, otf, Atelier Block OTF",
    "block.woff, woff, Atelier Block WOFF",
    "block.woff2, woff2, Atelier Block WOFF2"
  })
  void aFontOfEachFormatDrawsByTheFamilyItNames(String file, String format, String family) {
    String own = family + " " + UUID.randomUUID();
    assertThat(blocks(own)).isLessThan(TWO_SQUARES / 2);

    Answer named = upload(font(file), Map.of());
    Answer uploaded = upload(font(file), Map.of("font_family", own));

    assertThat(uploaded.status()).as(uploaded.body().toString()).isEqualTo(200);
    assertThat(named.body().path("font_family").asString()).isEqualTo(family);
    assertThat(uploaded.body().path("font_family").asString()).isEqualTo(own);
    assertThat(uploaded.body().path("font_name").asString()).isEqualTo(family + " Regular");
    assertThat(uploaded.body().path("file_format").asString()).isEqualTo(format);
    assertThat(blocks(own)).isCloseTo(TWO_SQUARES, within(0.001));
    assertThat(blocks(family)).isCloseTo(TWO_SQUARES, within(0.001));
    JsonNode listed = client.get("/api/custom-fonts").body().path("fonts");
    assertThat(listed.findValuesAsString("font_family")).contains(own, family);
  }

  @Test
  void p30ARunDrawsWithTheFontsAndServesThemAsFilesThatNothingRuns() {
    String family = "F" + UUID.randomUUID();
    JsonNode font = upload(font("block.woff2"), Map.of("font_family", family)).body();

    JsonNode poster =
        client.poster(
            "username,user_id\nada,1\n",
            Map.of(
                "name", "R",
                "size", "custom",
                "width", "200",
                "height", "100",
                "template", TEMPLATE.replace("FAMILY", family)));

    Picture picture = Picture.of(client.get(poster.path("url").asString()).raw().body());
    assertThat(picture.share("#000000")).isCloseTo(TWO_SQUARES, within(0.001));
    Answer served = client.get(font.path("file_url").asString());
    assertThat(served.raw().body()).isEqualTo(font("block.woff2"));
    assertThat(served.raw().headers().firstValue("Content-Type")).hasValue("font/woff2");
    assertThat(served.raw().headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("sandbox");
    assertThat(served.raw().headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void aFontFaceOfTheTemplateMayNameTheFontsAddress() {
    JsonNode font =
        upload(font("block.woff"), Map.of("font_family", "F" + UUID.randomUUID())).body();
    String template =
        "<style>@font-face { font-family: mine; src: url(%s) format('woff') }</style>"
                .formatted(font.path("file_url").asString())
            + TEMPLATE.replace("FAMILY", "mine");

    assertThat(share(template)).isCloseTo(TWO_SQUARES, within(0.001));
  }

  @Test
  void aPageCarriesOnlyTheFontsItNames() {
    String family = "F" + UUID.randomUUID();
    upload(font("block.ttf"), Map.of("font_family", family));

    byte[] other = draw(TEMPLATE.replace("FAMILY", "Inter"));

    assertThat(Picture.of(other).share("#000000")).isLessThan(TWO_SQUARES / 2);
  }

  @Test
  void fontsThatAreTooMuchForAPageAreRefusedOnlyWhereTheyAreNamed() {
    String family = "F" + UUID.randomUUID();
    byte[] large = Arrays.copyOf(font("block.ttf"), 4_900_000);
    for (int i = 0; i < 6; i++) {
      Answer uploaded = upload(large, Map.of("font_family", family));
      assertThat(uploaded.status()).as(uploaded.body().toString()).isEqualTo(200);
    }

    Answer refused = preview("font-family:" + family);

    assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
    assertThat(refused.body().path("error").asString()).isEqualTo("page_too_large");
    assertThat(refused.body().path("detail").asString()).contains("6 fonts", "25 MB");
    for (String other : List.of(family + "s", "my-" + family, family + "_1", "x" + family)) {
      assertThat(preview("font-family:" + other).status()).isEqualTo(200);
    }
  }

  private Answer preview(String style) {
    return client.postJson(
        "/api/templates/preview",
        Map.of("html_content", "<p style=\"" + style + "\">x</p>", "width", 200, "height", 100));
  }

  @Test
  void aDeletedFontIsNotUsedAnyMore() {
    String family = "F" + UUID.randomUUID();
    String id =
        upload(font("block.ttf"), Map.of("font_family", family)).body().path("id").asString();

    assertThat(client.delete("/api/custom-fonts/" + id).status()).isEqualTo(200);

    assertThat(blocks(family)).isLessThan(TWO_SQUARES / 2);
    assertThat(client.get("/api/custom-fonts").body().findValuesAsString("id")).doesNotContain(id);
    assertThat(client.delete("/api/custom-fonts/" + id).status()).isEqualTo(404);
  }

  @Test
  void aNameOfAFamilyCannotLeaveItsRule() {
    String family = "x\"}</style><div style=\"background:#f00;height:99px\">";
    upload(font("block.ttf"), Map.of("font_family", family));

    byte[] picture = draw("<p>" + family.replace("<", "&lt;") + family + "</p>");

    assertThat(client.get("/api/custom-fonts").body().findValuesAsString("font_family"))
        .contains(family);
    assertThat(Picture.of(picture).image().getWidth()).isEqualTo(200);
  }

  static Stream<Arguments> broken() {
    byte[] ttf = font("block.ttf");
    byte[] woff = font("block.woff");
    byte[] woff2 = font("block.woff2");
    byte[] damaged = ttf.clone();
    ByteBuffer.wrap(damaged).putInt(table(ttf, "maxp"), -1);
    byte[] many = ttf.clone();
    ByteBuffer.wrap(many).putShort(4, (short) 5000);
    byte[] outside = ttf.clone();
    ByteBuffer.wrap(outside).putInt(12 + 8, 1_000_000);
    byte[] stream = woff2.clone();
    Arrays.fill(stream, stream.length - 60, stream.length, (byte) 0xEE);
    byte[] inflated = woff.clone();
    Arrays.fill(inflated, inflated.length - 60, inflated.length - 10, (byte) 0xEE);
    return Stream.of(
        Arguments.of("text", "hello, I am no font at all".getBytes(), "is not a TTF"),
        Arguments.of("a few bytes", new byte[] {0, 1, 0}, "too short"),
        Arguments.of("a collection", "ttcf0123456789012345".getBytes(), "collection"),
        Arguments.of("only a head", Arrays.copyOf(ttf, 20), "cut short"),
        Arguments.of("half a TTF", Arrays.copyOf(ttf, ttf.length / 2), "outside of the file"),
        Arguments.of("half a WOFF", Arrays.copyOf(woff, woff.length / 2), "cut short"),
        Arguments.of("half a WOFF2", Arrays.copyOf(woff2, woff2.length / 2), "cut short"),
        Arguments.of("5,000 tables", many, "5,000 tables"),
        Arguments.of("a table outside", outside, "outside of the file"),
        Arguments.of("a damaged stream", stream, "damaged"),
        Arguments.of("a damaged WOFF", inflated, "font"),
        Arguments.of("what only the browser refuses", damaged, "refuses the font"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void aBrokenFontIsRefusedWithTheReason(String what, byte[] bytes, String reason) {
    Answer answer = upload(bytes, Map.of());

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    assertThat(answer.body().path("error").asString()).isEqualTo("broken_font");
    assertThat(answer.body().path("detail").asString()).contains(reason);
    assertThat(answer.body().path("errors").path(0).path("field").asString()).isEqualTo("file");
  }

  @Test
  void aFontBeyondTheLimitIsTooLarge() {
    assertThat(upload(new byte[5 * 1024 * 1024 + 1], Map.of()).status()).isEqualTo(413);
    assertThat(upload(new byte[22 * 1024 * 1024], Map.of()).status()).isEqualTo(413);
    assertThat(upload(new byte[0], Map.of()).status()).isEqualTo(422);
  }

  @Test
  void h1AndH11BadLimitsAndIdsAreRefused() {
    for (String list : List.of("/api/custom-fonts", "/api/template-images")) {
      for (String limit : List.of("0", "-1", "101", "abc", "1.5")) {
        assertThat(client.get(list + "?limit=" + limit).status()).isEqualTo(422);
      }
      assertThat(client.delete(list + "/abc").status()).isEqualTo(422);
      assertThat(client.delete(list + "/" + UUID.randomUUID()).status()).isEqualTo(404);
    }
  }

  private Answer upload(byte[] font, Map<String, String> fields) {
    return client.form("/api/custom-fonts", "file", "font.bin", font, fields);
  }

  private double blocks(String family) {
    return share(TEMPLATE.replace("FAMILY", family));
  }

  private double share(String template) {
    return Picture.of(draw(template)).share("#000000");
  }

  private byte[] draw(String template) {
    String id =
        client
            .postJson(
                "/api/templates/upload",
                Map.of(
                    "section",
                    "fonts",
                    "name",
                    "F",
                    "html_content",
                    template,
                    "width",
                    200,
                    "height",
                    100))
            .body()
            .path("id")
            .asString();
    return Base64.getDecoder()
        .decode(
            client
                .get("/api/templates/" + id + "/preview")
                .body()
                .path("preview_image_base64")
                .asString());
  }

  private static byte[] font(String file) {
    return TestFonts.read(file);
  }

  private static int table(byte[] ttf, String tag) {
    ByteBuffer file = ByteBuffer.wrap(ttf);
    for (int at = 12; at < 12 + 16 * file.getShort(4); at += 16) {
      if (new String(ttf, at, 4).equals(tag)) {
        return file.getInt(at + 8);
      }
    }
    throw new IllegalStateException(tag);
  }

  /** P30: what the owner has at a time is told by the database's clock; this node's is wrong. */
  @TestConfiguration(proxyBeanMethods = false)
  static class SlowNode {

    @Bean
    static BeanPostProcessor fiveMinutesSlow() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return bean instanceof Clock clock ? Clock.offset(clock, Duration.ofMinutes(-5)) : bean;
        }
      };
    }
  }
}
