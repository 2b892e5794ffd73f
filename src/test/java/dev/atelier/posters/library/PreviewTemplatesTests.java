package dev.atelier.posters.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.posters.library.LibraryClient.Answer;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class PreviewTemplatesTests {

  @LocalServerPort int port;
  private LibraryClient client;
  private final String section = "p-" + UUID.randomUUID();

  @BeforeEach
  void connect() {
    client = new LibraryClient(port);
  }

  @Test
  void aPreviewIsARealPictureWithTheAuthorsNestedValues() {
    String id =
        client
            .postJson(
                "/api/templates/upload",
                Map.of(
                    "section",
                    section,
                    "name",
                    "Nested",
                    "html_content",
                    "<div class=b>{event.city.name}</div>",
                    "css_content",
                    ".b { background: {event.colour}; width: 400px; height: 100px }",
                    "preview_data",
                    Map.of("event", Map.of("colour", "#00ff00", "city", Map.of("name", "<Oslo>"))),
                    "width",
                    400,
                    "height",
                    200))
            .body()
            .path("id")
            .asString();

    JsonNode preview = client.get("/api/templates/" + id + "/preview").body();

    assertThat(preview.path("template_id").asString()).isEqualTo(id);
    assertThat(preview.path("html_preview").asString()).contains("&lt;Oslo&gt;");
    assertThat(preview.path("preview_html")).isEqualTo(preview.path("html_preview"));
    assertThat(preview.path("placeholders").findValuesAsString("sample_value"))
        .containsExactly("<Oslo>", "#00ff00");
    Picture picture =
        Picture.of(Base64.getDecoder().decode(preview.path("preview_image_base64").asString()));
    assertThat(picture.image().getWidth()).isEqualTo(400);
    assertThat(picture.image().getHeight()).isEqualTo(200);
    assertThat(picture.at(390, 90)).isEqualTo("#00ff00");
    assertThat(picture.at(390, 150)).isEqualTo("#ffffff");
  }

  @Test
  void aDraftIsDrawnAndItsWarningsNameThePartAndTheLine() {
    Answer answer =
        client.postJson(
            "/api/templates/preview",
            Map.of(
                "html_content",
                "<p>one</p>\n<script>alert(1)</script>\n<p>{display_name}</p>",
                "css_content",
                "p { color: red }\nbody { background: url(https://a.test/x.png) }",
                "width",
                300,
                "height",
                300));

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    JsonNode warnings = answer.body().path("warnings");
    assertThat(warnings.findValuesAsString("part")).containsExactlyInAnyOrder("html", "css");
    JsonNode script = warnings.path(0);
    assertThat(script.path("line").asInt()).isEqualTo(2);
    Picture picture =
        Picture.of(
            Base64.getDecoder().decode(answer.body().path("preview_image_base64").asString()));
    assertThat(picture.image().getWidth()).isEqualTo(300);
  }

  @Test
  void thePictureOfAVersionIsServedAsAPicture() {
    String id =
        client
            .upload(section, "Red", "<body style='background:#f00'>", true)
            .body()
            .path("id")
            .asString();

    for (int i = 0; i < 2; i++) {
      Answer answer = client.get("/api/templates/" + id + "/preview.jpg");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.raw().headers().firstValue("Content-Type")).hasValue("image/jpeg");
      assertThat(answer.raw().headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(Picture.of(answer.raw().body()).image().getWidth()).isEqualTo(1080);
    }
  }

  @Test
  void aRunStartsFromAVersionAndKeepsItWhenTheLibraryChanges() {
    String id =
        client
            .upload(section, "Red", "<body style='background:#f00'>{username}", true)
            .body()
            .path("id")
            .asString();
    Map<String, String> fields =
        Map.of("name", "R", "size", "custom", "width", "200", "height", "200", "templateId", id);

    JsonNode poster = client.poster("username,user_id\nada,1\n", fields);
    client.putJson(
        "/api/templates/" + id, Map.of("html_content", "<body style='background:#00f'>Blue"));
    JsonNode pinned = client.poster("username,user_id\nada,1\n", fields);
    JsonNode latest =
        client.poster(
            "username,user_id\nada,1\n",
            Map.of(
                "name", "R",
                "size", "custom",
                "width", "200",
                "height", "200",
                "templateId", section + "_latest"));

    assertThat(drawn(poster).at(150, 150)).isEqualTo("#ff0000");
    assertThat(drawn(pinned).at(150, 150)).isEqualTo("#ff0000");
    assertThat(drawn(latest).at(150, 150)).isEqualTo("#0000ff");
  }

  private Picture drawn(JsonNode poster) {
    return Picture.of(client.get(poster.path("url").asString()).raw().body());
  }
}
