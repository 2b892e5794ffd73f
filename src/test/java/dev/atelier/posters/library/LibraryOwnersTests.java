package dev.atelier.posters.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.TestCallers;
import dev.atelier.posters.library.LibraryClient.Answer;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** What is one person's is not there for another. */
@IntegrationTest
@Import(TestCallers.class)
class LibraryOwnersTests {

  private static final String SECTION = "speakers";

  @LocalServerPort int port;
  private LibraryClient ada;
  private LibraryClient lin;

  @BeforeEach
  void connect() {
    ada = new LibraryClient(port, UUID.randomUUID());
    lin = new LibraryClient(port, UUID.randomUUID());
  }

  @Test
  void anothersTemplateAnswersAsUnknown() {
    String id = ada.upload(SECTION, "Mine", "<p>{bio}</p>", true).body().path("id").asString();

    assertThat(lin.get("/api/templates").body().path("templates").size()).isZero();
    assertThat(lin.get("/api/templates/sections").body().path("sections").size()).isZero();
    assertThat(lin.get("/api/templates/" + id).status()).isEqualTo(404);
    assertThat(lin.get("/api/templates/" + id + "/preview").status()).isEqualTo(404);
    assertThat(lin.get("/api/templates/" + id + "/preview.jpg").status()).isEqualTo(404);
    assertThat(lin.get("/api/templates/" + id + "/versions").status()).isEqualTo(404);
    assertThat(lin.putJson("/api/templates/" + id, Map.of("name", "x")).status()).isEqualTo(404);
    assertThat(lin.post("/api/templates/" + id + "/activate").status()).isEqualTo(404);
    assertThat(lin.delete("/api/templates/" + id).status()).isEqualTo(404);
    assertThat(lin.get("/api/templates?after=" + id).status()).isEqualTo(404);
    assertThat(ada.get("/api/templates/" + id).status()).isEqualTo(200);
  }

  @Test
  void sectionsOfTheSameNameHaveNothingToDoWithEachOther() {
    ada.upload(SECTION, "Mine", "<p>{bio}</p>", true);
    Answer hers = lin.upload(SECTION, "Hers", "<p>{bio}</p>", true);

    assertThat(hers.body().path("version").asInt()).isEqualTo(1);
    assertThat(ada.get("/api/templates").body().findValuesAsString("name")).contains("Mine");
    assertThat(ada.get("/api/templates").body().findValuesAsString("is_active"))
        .containsExactly("true");
  }

  @Test
  void anothersPictureIsNotDrawn() {
    JsonNode image =
        ada.form("/api/template-images", "file", "a.png", Picture.png(200, 100, 0xff0000), Map.of())
            .body();
    String html = "<body style='margin:0'><img src='%s'>".formatted(image.path("path").asString());

    assertThat(pixel(ada, html)).matches("#f[ef]0000");
    assertThat(pixel(lin, html)).doesNotEndWith("0000");
    assertThat(lin.get("/api/template-images").body().path("templates").size()).isZero();
    assertThat(lin.delete("/api/template-images/" + image.path("id").asString()).status())
        .isEqualTo(404);
    assertThat(lin.get(image.path("path").asString()).status()).isEqualTo(404);
  }

  @Test
  void anothersFontIsNotUsed() {
    String family = "F" + UUID.randomUUID();
    JsonNode font =
        ada.form(
                "/api/custom-fonts",
                "file",
                "a.woff2",
                TestFonts.read("block.woff2"),
                Map.of("font_family", family))
            .body();
    String html = "<body style=\"margin:0;font:100px/1 '%s'\">M".formatted(family);

    assertThat(pixel(ada, html)).isEqualTo("#000000");
    assertThat(pixel(lin, html)).isEqualTo("#ffffff");
    assertThat(lin.get("/api/custom-fonts").body().path("fonts").size()).isZero();
    assertThat(lin.delete("/api/custom-fonts/" + font.path("id").asString()).status())
        .isEqualTo(404);
  }

  /** A pixel near the left edge, which the letter of a usual font leaves free. */
  private static String pixel(LibraryClient client, String html) {
    JsonNode preview =
        client
            .postJson(
                "/api/templates/preview", Map.of("html_content", html, "width", 200, "height", 100))
            .body();
    byte[] bytes = Base64.getDecoder().decode(preview.path("preview_image_base64").asString());
    return Picture.of(bytes).at(2, 2);
  }
}
