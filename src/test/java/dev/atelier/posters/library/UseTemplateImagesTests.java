package dev.atelier.posters.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.posters.library.LibraryClient.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class UseTemplateImagesTests {

  private static final int RED = 0xff0000;

  @LocalServerPort int port;
  private LibraryClient client;

  @BeforeEach
  void connect() {
    client = new LibraryClient(port);
  }

  @Test
  void anUploadedPictureIsListedAndServedAsOurOwnEncoding() {
    byte[] sent = Picture.png(40, 30, RED);
    JsonNode image = add(sent, Map.of("name", "Logo", "category", "logos")).body();

    JsonNode listed = client.get("/api/template-images").body().path("templates").path(0);
    assertThat(listed.path("id")).isEqualTo(image.path("id"));
    assertThat(listed.path("name").asString()).isEqualTo("Logo");
    assertThat(listed.path("category").asString()).isEqualTo("logos");
    Answer served = client.get(listed.path("url").asString());
    assertThat(served.status()).isEqualTo(200);
    assertThat(served.raw().body()).isNotEqualTo(sent);
    assertThat(served.raw().headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(Picture.of(served.raw().body()).image().getWidth()).isEqualTo(40);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=\"URL\" width=200 height=100>",
        "<img srcset=\"URL 1x\" width=200 height=100>",
        "<div style=\"background:url(URL);width:200px;height:100px\"></div>",
        "<style>p { background: url('URL'); width: 200px; height: 100px }</style><p></p>",
        "<svg width=200 height=100><image href=\"URL\" width=200 height=100 "
            + "preserveAspectRatio=none /></svg>"
      })
  void aTemplateShowsThePictureWhereverItNamesIt(String html) {
    JsonNode image = add(Picture.png(200, 100, RED), Map.of()).body();

    for (String field : List.of("url", "path")) {
      JsonNode preview =
          preview(
              "<body style='margin:0'>" + html.replace("URL", image.path(field).asString()),
              Map.of());
      assertThat(isRed(preview)).as(preview.path("warnings").toString()).isTrue();
      assertThat(preview.path("warnings").size()).isZero();
    }
  }

  @Test
  void aRowAndARunMayNameThePictureToo() {
    String url = add(Picture.png(200, 100, RED), Map.of()).body().path("url").asString();

    JsonNode poster =
        client.poster(
            "username,user_id,cover\nada,1," + url + "\n",
            Map.of(
                "name", "R",
                "size", "custom",
                "width", "200",
                "height", "100",
                "template",
                    "<body style='margin:0'><img src='{cover}'><b style='position:absolute;top:9px;left:9px'>x</b>"));

    assertThat(poster.path("warnings").size()).as(poster.toString()).isZero();
    Picture drawn = Picture.of(client.get(poster.path("url").asString()).raw().body());
    assertThat(drawn.at(100, 50)).startsWith("#f");
  }

  @Test
  void aDeletedPictureIsNotListedButStillDrawnWhereItIsNamed() {
    JsonNode image = add(Picture.png(200, 100, RED), Map.of()).body();
    String id = image.path("id").asString();

    assertThat(client.delete("/api/template-images/" + id).status()).isEqualTo(200);

    assertThat(client.get("/api/template-images").body().findValuesAsString("id"))
        .doesNotContain(id);
    assertThat(
            isRed(
                preview(
                    "<body style='margin:0'><img src='%s'>".formatted(image.path("url").asString()),
                    Map.of())))
        .isTrue();
  }

  @Test
  void aPictureThatIsNotThereIsAWarningAndNotAFailure() {
    JsonNode preview =
        preview(
            "<img src='/media/template-images/00000000-0000-0000-0000-000000000000.png'>"
                + "<img src='/media/../../etc/passwd'><img src='{logo}'>",
            Map.of("logo", "/media/none.png"));

    assertThat(preview.path("warnings").findValuesAsString("message"))
        .anyMatch(message -> message.contains("There is no medium of yours"));
  }

  static Stream<Arguments> bad() {
    byte[] png = Picture.png(10, 10, RED);
    return Stream.of(
        Arguments.of("an SVG", "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(), 422),
        Arguments.of("text", "hello".getBytes(StandardCharsets.UTF_8), 422),
        Arguments.of("nothing", new byte[0], 422),
        Arguments.of("half a PNG", Arrays.copyOf(png, png.length / 2), 422),
        Arguments.of("a PNG of 50,000 × 50,000", bomb(png), 413),
        Arguments.of("10 MB and a byte", new byte[10 * 1024 * 1024 + 1], 413));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void t14WhatIsNoUsablePictureIsRefused(String what, byte[] bytes, int status) {
    Answer answer = add(bytes, Map.of());

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.body().path("detail").asString()).isNotEmpty();
  }

  private Answer add(byte[] bytes, Map<String, String> fields) {
    return client.form("/api/template-images", "file", "logo.png", bytes, fields);
  }

  private JsonNode preview(String html, Map<String, String> data) {
    return client
        .postJson(
            "/api/templates/preview",
            Map.of("html_content", html, "preview_data", data, "width", 200, "height", 100))
        .body();
  }

  private static boolean isRed(JsonNode preview) {
    byte[] bytes = Base64.getDecoder().decode(preview.path("preview_image_base64").asString());
    return Picture.of(bytes).at(100, 50).startsWith("#f");
  }

  /** The same file with other sides in its header, and the checksum of that. */
  private static byte[] bomb(byte[] png) {
    byte[] bomb = png.clone();
    var header = java.nio.ByteBuffer.wrap(bomb).putInt(16, 50_000).putInt(20, 50_000);
    var checksum = new java.util.zip.CRC32();
    checksum.update(bomb, 12, 17);
    header.putInt(29, (int) checksum.getValue());
    return bomb;
  }
}
