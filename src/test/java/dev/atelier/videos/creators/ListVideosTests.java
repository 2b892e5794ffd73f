package dev.atelier.videos.creators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.identity.UserId;
import dev.atelier.videos.TestVideos;
import dev.atelier.videos.VideoClient;
import dev.atelier.videos.VideoClient.Answer;
import dev.atelier.videos.VideoId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@IntegrationTest
class ListVideosTests {

  @LocalServerPort int port;
  @Autowired ApplicationContext application;

  private TestVideos videos;
  private VideoClient ada;
  private VideoClient nobody;

  @BeforeEach
  void connect() {
    videos = TestVideos.in(application);
    ada = VideoClient.newUser(port);
    nobody = VideoClient.anonymous(port);
  }

  @Test
  void aListIsABareArrayWhosePagesJoin() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.addFirst(videos.completed(ada.user()).toString());
    }

    assertThat(ids(nobody.get("/users/" + ada.user() + "/videos"))).isEqualTo(made);
    assertThat(read("/users/" + ada.user() + "/videos?limit=3")).isEqualTo(made);
    assertThat(nobody.get("/users/" + UUID.randomUUID() + "/videos").body().isEmpty()).isTrue();
  }

  @Test
  void whatIsLikedComesAsItWasLikedLast() {
    List<String> liked = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      VideoId id = videos.completed(new UserId(UUID.randomUUID()));
      ada.post("/videos/" + id + "/like");
      liked.addFirst(id.toString());
    }
    ada.post("/videos/" + liked.getFirst() + "/dislike");

    assertThat(read("/users/" + ada.user() + "/liked?limit=2"))
        .isEqualTo(liked.subList(1, liked.size()));
    assertThat(
            ada.get("/users/" + ada.user() + "/liked").body().path(0).path("myReaction").asString())
        .isEqualTo("like");
  }

  @Test
  void v16_onlyTheOwnerSeesWhatIsNotDone() {
    VideoId done = videos.completed(ada.user());
    VideoId failed = videos.pending(ada.user());
    videos.repository().fail(failed, "The provider's own words");
    String list = "/users/" + ada.user() + "/videos";

    assertThat(ids(ada.get(list))).containsExactly(failed.toString(), done.toString());
    assertThat(ada.get(list).body().path(0).path("failureReason").asString())
        .isEqualTo("The provider's own words");
    assertThat(ids(nobody.get(list))).containsExactly(done.toString());
    assertThat(ids(VideoClient.newUser(port).get(list))).containsExactly(done.toString());
  }

  @Test
  void h2_aCursorBelongsToOnePersonsList() {
    for (int i = 0; i < 2; i++) {
      videos.completed(ada.user());
    }
    String next = next(nobody.get("/users/" + ada.user() + "/videos?limit=1"));
    String other = next.replace(ada.user().toString(), UUID.randomUUID().toString());

    assertThat(nobody.get(next).status()).isEqualTo(200);
    assertThat(nobody.get(other).status()).isEqualTo(400);
    assertThat(nobody.get(next.replace("/videos?", "/liked?")).status()).isEqualTo(400);
    assertThat(nobody.get(next + "x").text("detail")).isEqualTo("Invalid cursor format");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "101", "1000000000", "1.5", "abc", "9223372036854775808"})
  void h1_limitsAreHeld(String limit) {
    assertThat(nobody.get("/users/" + ada.user() + "/videos?limit=" + limit).status())
        .isEqualTo(422);
    assertThat(nobody.get("/users/" + ada.user() + "/liked?limit=" + limit).status())
        .isEqualTo(422);
    assertThat(nobody.get("/users/top?limit=" + limit).status()).isEqualTo(422);
    assertThat(nobody.get("/users/top?limit=51").status()).isEqualTo(422);
    assertThat(nobody.get("/users/not-a-uuid/videos").status()).isEqualTo(422);
  }

  private List<String> read(String path) {
    List<String> all = new ArrayList<>();
    String next = path;
    while (!next.isEmpty()) {
      Answer answer = nobody.get(next);
      assertThat(answer.status()).isEqualTo(200);
      all.addAll(ids(answer));
      next = next(answer);
    }
    return all;
  }

  private static String next(Answer answer) {
    return answer.header("Link").replaceAll("^<(.*)>; rel=\"next\"$", "$1");
  }

  private static List<String> ids(Answer answer) {
    List<String> ids = new ArrayList<>();
    answer.body().forEach(video -> ids.add(video.path("id").asString()));
    return ids;
  }
}
