package dev.atelier.posters;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.posters.PosterClient.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class PosterFormatTests {

  @LocalServerPort int port;
  private PosterClient client;

  @BeforeEach
  void connect() {
    client = new PosterClient(port);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "png,image/png,png",
    "jpeg,image/jpeg,jpg",
    "webp,image/webp,webp",
    "pdf,application/pdf,pdf"
  })
  void t18EveryFormatKeepsItsTypeAndEndingFromTheOrderToTheZip(
      String format, String type, String ending) throws IOException {
    String id = start(Map.of("format", format, "scale", "2", "quality", "75"));

    JsonNode run = client.awaitEnd(id);

    assertThat(run.path("succeeded").asInt()).as(run.toString()).isEqualTo(1);
    assertThat(run.path("format").asString()).isEqualTo(ending);
    assertThat(run.path("scale").asInt()).isEqualTo(format.equals("pdf") ? 1 : 2);
    String url =
        client
            .get("/api/posters/runs/" + id + "/posters")
            .body()
            .path("posters")
            .path(0)
            .path("url")
            .asString();
    assertThat(url).endsWith("." + ending);
    Answer picture = client.get(url);
    assertThat(picture.raw().headers().firstValue("Content-Type")).hasValue(type);
    assertSize(picture.raw().body(), format);
    Answer zip = client.get("/api/posters/runs/" + id + "/posters.zip");
    try (var entries = new ZipInputStream(new ByteArrayInputStream(zip.raw().body()))) {
      assertThat(entries.getNextEntry().getName()).isEqualTo("00001-ada." + ending);
    }
  }

  private static void assertSize(byte[] bytes, String format) throws IOException {
    if (format.equals("pdf")) {
      assertThat(new String(bytes, ISO_8859_1))
          .startsWith("%PDF-")
          .contains("/MediaBox [0 0 150 150");
      return;
    }
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
    assertThat(image.getWidth()).isEqualTo(400);
    assertThat(image.getHeight()).isEqualTo(400);
  }

  @Test
  void pixelsBeyondTheLimitAreRefusedWithTheLimit() {
    Map<String, String> form = PosterClient.smallRun(PosterClient.SIMPLE_TEMPLATE);
    form.putAll(Map.of("size", "a4-portrait", "scale", "3"));

    Answer answer = client.upload("/api/posters/runs", "username\nada\n".getBytes(UTF_8), form);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("error").asString()).isEqualTo("too_many_pixels");
    assertThat(answer.body().path("detail").asString()).contains("7,440 × 10,524", "50,000,000");
    assertThat(answer.body().path("errors").path(0).path("field").asString()).isEqualTo("scale");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({"scale,0", "scale,4", "scale,x", "quality,0", "quality,101", "format,bmp"})
  void whatIsNoOutputIsRefusedByItsField(String field, String value) {
    Map<String, String> form = PosterClient.smallRun(PosterClient.SIMPLE_TEMPLATE);
    form.put(field, value);

    Answer answer = client.upload("/api/posters/runs", "username\nada\n".getBytes(UTF_8), form);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("errors").path(0).path("field").asString()).isEqualTo(field);
  }

  @Test
  void onePageIsDrawnAtOnceAtScaleTwoUnlessAskedOtherwise() throws IOException {
    Answer answer =
        client.postJson(
            "/api/export-poster",
            Map.of("html", "<h1>Hi</h1>", "format", "png", "width", 300, "height", 100));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.raw().headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"poster.png\"");
    assertThat(PngSize.of(answer.raw().body())).isEqualTo(new PngSize(600, 200));
    Answer pdf =
        client.postJson("/api/export-poster", Map.of("html", "<h1>Hi</h1>", "format", "pdf"));
    assertThat(pdf.raw().headers().firstValue("Content-Type")).hasValue("application/pdf");
  }

  @Test
  void onePageBeyondItsLimitsIsRefused() {
    assertThat(client.postJson("/api/export-poster", Map.of("format", "png")).status())
        .isEqualTo(422);
    Answer large =
        client.postJson("/api/export-poster", Map.of("html", "x", "width", 9000, "height", 5000));
    assertThat(large.status()).isEqualTo(422);
    assertThat(large.body().path("error").asString()).isEqualTo("too_many_pixels");
    Answer long_ = client.postJson("/api/export-poster", Map.of("html", "x".repeat(9_000_000)));
    assertThat(long_.status()).isEqualTo(413);
  }

  private String start(Map<String, String> fields) {
    Map<String, String> form = PosterClient.smallRun(PosterClient.SIMPLE_TEMPLATE);
    form.putAll(fields);
    return client
        .upload("/api/posters/runs", "username,user_id\nada,1\n".getBytes(UTF_8), form)
        .body()
        .path("id")
        .asString();
  }
}
