package dev.atelier.videos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.identity.UserId;
import dev.atelier.videos.Video.Counts;
import dev.atelier.videos.VideoClient.Answer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@IntegrationTest
class ModerateVideosTests {

  @LocalServerPort int port;
  @Autowired ApplicationContext application;

  private TestVideos videos;
  private VideoClient ada;
  private VideoClient operator;
  private VideoId video;

  @BeforeEach
  void aVideo() {
    videos = TestVideos.in(application);
    ada = VideoClient.newUser(port);
    // Whoever comes from this machine without a token is the operator here.
    operator = VideoClient.anonymous(port);
    video = videos.completed(new UserId(UUID.randomUUID()), new Counts(1_000, 0, 0), null);
  }

  @Test
  void aReportReachesTheOperatorOnce() {
    assertThat(report("Not funny").status()).isEqualTo(204);
    assertThat(report("Not funny at all").status()).isEqualTo(204);

    Answer reports = operator.get("/api/videos/reports?limit=1");

    assertThat(reports.status()).isEqualTo(200);
    assertThat(reports.body().path("reports").path(0).path("videoId").asString())
        .isEqualTo(video.toString());
    assertThat(reports.body().path("reports").path(0).path("reason").asString())
        .isEqualTo("Not funny at all");
    assertThat(
            videos.count("select count(*) from videos.video_reports where video_id = :id", video))
        .isEqualTo(1);
    assertThat(ada.get("/api/videos/reports").status()).isEqualTo(403);
  }

  private Answer report(String reason) {
    return ada.post("/videos/" + video + "/report", Map.of("reason", reason));
  }

  @Test
  void aReportSaysWhy() {
    assertThat(report(" ").status()).isEqualTo(422);
    assertThat(report("a".repeat(501)).status()).isEqualTo(422);
    assertThat(ada.post("/videos/" + video + "/report", Map.of()).status()).isEqualTo(422);
    assertThat(operator.post("/videos/" + video + "/report", Map.of("reason", "x")).status())
        .isEqualTo(401);
    assertThat(ada.post("/videos/" + UUID.randomUUID() + "/report", Map.of("reason", "x")).status())
        .isEqualTo(404);
  }

  @Test
  void aHiddenVideoIsGoneForAllButItsOwner() {
    VideoClient owner = VideoClient.newUser(port);
    VideoId mine = videos.completed(owner.user(), new Counts(1_000_000, 0, 0), null);
    String path = "/videos/" + mine;
    assertThat(feed()).contains(mine.toString());

    Answer hidden = operator.post(path + "/hide", Map.of("reason", "Reported"));

    assertThat(hidden.body().path("hidden").asBoolean()).isTrue();
    assertThat(feed()).doesNotContain(mine.toString());
    assertThat(ada.get(path).status()).isEqualTo(404);
    assertThat(ada.post(path + "/like").status()).isEqualTo(404);
    assertThat(owner.get(path).body().path("hidden").asBoolean()).isTrue();

    assertThat(operator.delete(path + "/hide").body().path("hidden").asBoolean()).isFalse();
    assertThat(ada.get(path).status()).isEqualTo(200);
    assertThat(videos.count("select count(*) from videos.video_ranks where video_id = :id", mine))
        .isEqualTo(1);
  }

  private String feed() {
    return ada.get("/videos/feed?limit=50").body().toString()
        + ada.get("/videos/feed?limit=50&sort=new").body();
  }

  @Test
  void onlyTheOperatorHides() {
    Answer refused = ada.post("/videos/" + video + "/hide", Map.of("reason", "Envy"));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(ada.delete("/videos/" + video + "/hide").status()).isEqualTo(403);
    assertThat(
            operator.post("/videos/" + UUID.randomUUID() + "/hide", Map.of("reason", "x")).status())
        .isEqualTo(404);
  }
}
