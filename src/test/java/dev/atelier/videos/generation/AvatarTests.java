package dev.atelier.videos.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.providers.flow.FlowStandIn;
import dev.atelier.videos.generation.StudioClient.Answer;
import dev.atelier.videos.generation.StudioClient.User;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pictures of people, which the stand-in of Flow has among its files. */
@GenerationTest
class AvatarTests {

  private static final FlowStandIn FLOW = GenerationTest.WithFlow.FLOW;

  @LocalServerPort int port;
  private StudioClient studio;
  private User user;

  @BeforeEach
  void connect() {
    studio = StudioClient.on(port);
    user = studio.user();
  }

  private String path() {
    String claims = user.token().split("\\.")[1];
    JsonNode read = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(claims));
    return "/users/" + read.path("user_id").asString();
  }

  private void choose(String url) {
    Answer changed = studio.send("PATCH", path(), user.token(), Map.of("avatarUrl", url));
    assertThat(changed.status()).isEqualTo(200);
  }

  @Test
  void everybodySeesACopyOfThePictureThatIsAskedForAgainOnlyWhenItIsNew() {
    choose(FLOW.url() + "/files/thumbnail");

    Answer picture = studio.get(path() + "/avatar", null);

    assertThat(picture.status()).isEqualTo(200);
    assertThat(picture.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(picture.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(picture.header("Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
    String tag = picture.header("ETag");
    assertThat(studio.get(path() + "/avatar", null, "If-None-Match", tag).status()).isEqualTo(304);
    choose("");
    assertThat(studio.get(path() + "/avatar", null).status()).isEqualTo(404);
  }

  @Test
  void whoHasNoPictureHasNone() {
    assertThat(studio.get(path() + "/avatar", null).status()).isEqualTo(404);
    assertThat(studio.get("/users/" + UUID.randomUUID() + "/avatar", null).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1/private.png",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/me.png"
      })
  void aPictureOnAPrivateAddressIsNotFetched(String url) {
    choose(url);

    Answer refused = studio.get(path() + "/avatar", null);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("error")).isEqualTo("address_refused");
  }

  @Test
  void whatIsNoPictureIsNotPassedOn() {
    choose(FLOW.url() + "/files/video");

    assertThat(studio.get(path() + "/avatar", null).status()).isEqualTo(422);
  }
}
