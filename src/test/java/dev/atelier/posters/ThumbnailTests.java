package dev.atelier.posters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.home.AtelierHome;
import dev.atelier.posters.PosterClient.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class ThumbnailTests {

  @LocalServerPort int port;
  @Autowired AtelierHome home;
  private PosterClient client;

  @BeforeEach
  void connect() {
    client = new PosterClient(port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "webp"})
  void everyPictureHasASmallVersionThatBrowsersKeep(String format) throws IOException {
    JsonNode poster = poster(format);

    Answer small = client.get(poster.path("thumbnail").asString());

    assertThat(small.status()).isEqualTo(200);
    assertThat(small.raw().headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(small.raw().headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(small.raw().body()));
    assertThat(image.getWidth()).isEqualTo(400);
    assertThat(image.getHeight()).isEqualTo(600);
    assertThat(small.raw().body().length)
        .isLessThan(client.get(poster.path("url").asString()).raw().body().length);
    assertThat(client.get(poster.path("thumbnail").asString()).raw().body())
        .isEqualTo(small.raw().body());
  }

  @Test
  void aPdfHasNone() {
    JsonNode poster = poster("pdf");

    assertThat(poster.path("thumbnail").isNull()).isTrue();
    Answer answer =
        client.get(poster.path("url").asString().isEmpty() ? "/" : path(poster) + "/thumbnail");
    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void aRowThatIsNotThereHasNone() {
    JsonNode poster = poster("png");

    assertThat(client.get(path(poster).replaceFirst("/1$", "/9") + "/thumbnail").status())
        .isEqualTo(404);
  }

  @Test
  void aPictureThatIsDamagedHasNone() throws IOException {
    JsonNode poster = poster("png");
    Path picture = file(poster);
    byte[] whole = Files.readAllBytes(picture);

    for (byte[] damaged : List.of(new byte[0], "no picture".getBytes(UTF_8), half(whole))) {
      Files.write(picture, damaged);
      assertThat(client.get(poster.path("thumbnail").asString()).status()).isEqualTo(404);
    }
  }

  private static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  @Test
  void aSmallVersionThatCannotBeKeptIsStillShown() throws IOException {
    JsonNode poster = poster("png");
    Path kept = Path.of(file(poster).toString().replaceFirst("[.]png$", "-small.jpg"));
    Files.createDirectories(kept.resolve("in-its-way"));

    Answer small = client.get(poster.path("thumbnail").asString());

    assertThat(small.status()).as(small.body().toString()).isEqualTo(200);
    assertThat(ImageIO.read(new ByteArrayInputStream(small.raw().body())).getWidth())
        .isEqualTo(400);
  }

  /** Where the poster's picture lies. */
  private Path file(JsonNode poster) {
    String url = poster.path("url").asString();
    return home.directory("media").resolve(url.substring("/media/".length()));
  }

  private String path = "";

  private String path(JsonNode poster) {
    return path + "/posters/" + poster.path("row").asInt();
  }

  private JsonNode poster(String format) {
    Map<String, String> form =
        PosterClient.smallRun(
            "<div style=\"width:100%;height:100%;background:conic-gradient(red,blue,lime,red)\">{username}</div>");
    form.putAll(Map.of("format", format, "width", "1000", "height", "1500", "quality", "100"));
    String id =
        client
            .upload("/api/posters/runs", "username,user_id\nada,1\n".getBytes(UTF_8), form)
            .body()
            .path("id")
            .asString();
    assertThat(client.awaitEnd(id).path("succeeded").asInt()).isEqualTo(1);
    path = "/api/posters/runs/" + id;
    return client.get(path + "/posters").body().path("posters").path(0);
  }
}
