package dev.atelier.videos.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.providers.flow.FlowStandIn;
import dev.atelier.storage.MediaKey;
import dev.atelier.videos.generation.StudioClient.Answer;
import dev.atelier.videos.generation.StudioClient.User;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The files of finished videos, for everybody and for their owners alone. */
@GenerationTest
class VideoFilesTests {

  private static final FlowStandIn FLOW = GenerationTest.WithFlow.FLOW;
  private static final String STRANGER = "no-token";

  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;
  private StudioClient studio;
  private User user;
  private String id;

  @BeforeEach
  void film() {
    studio = StudioClient.on(port);
    FLOW.hold(false).doneAfter(1).trouble(call -> null);
    user = studio.user();
    id = user.made("A boat");
    user.awaitStatus(id, "completed");
  }

  private String path() {
    return "/media/videos/" + id + ".mp4";
  }

  private void hide() {
    jdbc.sql("update videos.videos set hidden_at = now() where id = :id::uuid")
        .param("id", id)
        .update();
  }

  @Test
  void v13MediaComeSafelyInPartsAndOnlyWhenTheyAreNew() {
    Answer whole = studio.get(path(), STRANGER);
    assertThat(whole.status()).isEqualTo(200);
    assertThat(whole.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(whole.header("Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
    assertThat(whole.header("Content-Disposition")).startsWith("inline; filename=");
    assertThat(studio.get(path() + "?download", STRANGER).header("Content-Disposition"))
        .startsWith("attachment");
    String tag = whole.header("ETag");
    assertThat(studio.get(path(), STRANGER, "If-None-Match", tag).status()).isEqualTo(304);
    Answer head = studio.send("HEAD", path(), STRANGER, null);
    assertThat(head.header("Content-Length"))
        .isEqualTo(Integer.toString(whole.response().body().length));
    assertThat(studio.get(path(), STRANGER, "Range", "bytes=-5").response().body()).hasSize(5);
    assertThat(studio.get(path(), STRANGER, "Range", "bytes=999999999-").status()).isEqualTo(416);
  }

  @Test
  void whatTheOperatorHidesOnlyItsOwnerStillSees() {
    hide();

    assertThat(studio.get(path(), STRANGER).status()).isEqualTo(401);
    assertThat(studio.get(path(), studio.user().token()).status()).isEqualTo(404);
    assertThat(user.get(path()).status()).isEqualTo(200);
  }

  @Test
  void v14ALinkOpensOnePrivateFileForAWhile() {
    hide();
    Answer link = user.get("/videos/" + id + "/link");
    assertThat(link.status()).isEqualTo(200);
    String url = link.text("url");
    assertThat(studio.get(url, STRANGER).status()).isEqualTo(200);
    assertThat(url).doesNotContain(user.token());

    for (int i = url.indexOf("signature=") + 10; i < url.length(); i++) {
      char other = url.charAt(i) == '0' ? '1' : '0';
      String flipped = url.substring(0, i) + other + url.substring(i + 1);
      Answer refused = studio.get(flipped, STRANGER);
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.text("error")).isEqualTo("link_invalid");
    }
    String query = URI.create(url).getRawQuery();
    assertThat(
            studio.get("/media/videos/" + UUID.randomUUID() + ".mp4?" + query, STRANGER).status())
        .isEqualTo(403);
    assertThat(studio.get(url.replaceFirst("expires=[0-9]", "expires=9"), STRANGER).status())
        .isEqualTo(403);
    assertThat(studio.get(url.replaceFirst("&?signature=[^&]*", ""), STRANGER).status())
        .isEqualTo(401);
    assertThat(studio.user().get("/videos/" + id + "/link").status()).isEqualTo(404);
  }

  @Test
  void v14ALinkEnds() {
    hide();
    MediaKey key = new MediaKey("videos/" + id + ".mp4");
    String past = "1500000000";
    String url =
        "%s?expires=%s&signature=%s".formatted(path(), past, SignedLinks.sign(jdbc, key, past));

    Answer ended = studio.get(url, STRANGER);

    assertThat(ended.status()).isEqualTo(403);
    assertThat(ended.text("error")).isEqualTo("link_expired");
    String far = "4000000000";
    assertThat(
            studio
                .get(
                    "%s?expires=%s&signature=%s"
                        .formatted(path(), far, SignedLinks.sign(jdbc, key, far)),
                    STRANGER)
                .text("error"))
        .isEqualTo("link_invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/media/..%2fetc%2fpasswd",
        "/media/videos/%2e%2e/x",
        "/media/%00",
        "/media/",
        "/media",
        "/media/videos",
        "/media/videos/",
        "/media/.hidden",
        "/media/videos/.partial",
        "/media/videos/x.mp4.partial",
        "/media/videos//x.mp4",
        "/media/VIDEOS/x.mp4",
        "/media/C:%5Cx",
        "/media/%2fetc%2fpasswd",
      })
  void v12NoTrickWithAPathFindsAnything(String path) {
    assertThat(user.get(path).status()).isIn(400, 404);
    assertThat(studio.get(path, STRANGER).status()).isIn(400, 401, 404);
  }

  @Test
  void assetsTellTheirOwnersMoreThanOthers() {
    JsonNode own = user.video(id).json().path("assets").path(0);
    assertThat(own.path("assetType").asString()).isEqualTo("video");
    assertThat(own.path("storageBackend").asString()).isEqualTo("local");
    assertThat(own.path("storageKey").asString()).isEqualTo("videos/" + id + ".mp4");
    assertThat(own.path("publicUrl").asString()).isEqualTo(path());
    assertThat(own.path("filePath").asString()).isEqualTo(path());
    assertThat(own.path("sourceUrl").asString()).startsWith(FLOW.url());
    assertThat(own.path("durationSeconds").asInt()).isEqualTo(1);

    JsonNode others = studio.user().video(id).json().path("assets").path(0);
    assertThat(others.path("publicUrl").asString()).isEqualTo(path());
    assertThat(others.path("sourceUrl").isNull()).isTrue();
    assertThat(others.path("filePath").isNull()).isTrue();
  }
}
