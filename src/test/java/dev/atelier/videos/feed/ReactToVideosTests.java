package dev.atelier.videos.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.identity.UserId;
import dev.atelier.videos.TestVideos;
import dev.atelier.videos.VideoClient;
import dev.atelier.videos.VideoClient.Answer;
import dev.atelier.videos.VideoId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@IntegrationTest
class ReactToVideosTests {

  @LocalServerPort int port;
  @Autowired ApplicationContext application;
  @Autowired Viewers viewers;
  @Autowired VideoLines lines;

  private TestVideos videos;
  private VideoClient ada;
  private VideoId video;
  private String path;

  @BeforeEach
  void aVideo() {
    videos = TestVideos.in(application);
    ada = VideoClient.newUser(port);
    video = videos.completed(new UserId(UUID.randomUUID()));
    path = "/videos/" + video;
  }

  @Test
  void aLikeIsAnsweredForAllClientsThereAre() {
    Answer liked = ada.post(path + "/like");

    assertThat(liked.status()).isEqualTo(200);
    assertThat(liked.body().propertyNames())
        .containsExactly("success", "videoId", "reaction", "likes", "dislikes");
    assertThat(liked.body().path("success").asBoolean()).isTrue();
    assertThat(liked.text("videoId")).isEqualTo(video.toString());
    assertThat(ada.get(path).text("myReaction")).isEqualTo("like");
  }

  @ParameterizedTest
  @CsvSource({
    "like, like, 1, 0",
    "like dislike, dislike, 0, 1",
    "dislike like like, like, 1, 0",
    "like -like, '', 0, 0",
    "like -dislike, like, 1, 0",
    "dislike -dislike -dislike, '', 0, 0",
    "-like, '', 0, 0"
  })
  void aReactionIsTakenSwitchedAndTakenBack(
      String steps, String reaction, int likes, int dislikes) {
    Answer last = ada.get(path);
    for (String step : steps.split(" ")) {
      last =
          step.startsWith("-")
              ? ada.delete(path + "/" + step.substring(1))
              : ada.post(path + "/" + step);
      assertThat(last.status()).isEqualTo(200);
    }

    assertThat(last.body().path("reaction").asString("")).isEqualTo(reaction);
    assertThat(last.body().path("likes").asInt()).isEqualTo(likes);
    assertThat(last.body().path("dislikes").asInt()).isEqualTo(dislikes);
    verifyCounters();
  }

  @Test
  void aSwitchedReactionStaysAsOldAsItWas() {
    ada.post(path + "/like");
    String before = created();

    ada.post(path + "/dislike");

    assertThat(created()).isEqualTo(before);
  }

  private String created() {
    return videos
        .jdbc()
        .sql("select created_at::text from videos.video_reactions where video_id = :id")
        .param("id", video.value())
        .query(String.class)
        .single();
  }

  @Test
  void v1_manyWhoLikeAtOnceAreEachCounted() {
    int people = 300;
    List<UserId> crowd =
        IntStream.range(0, people).mapToObj(_ -> new UserId(UUID.randomUUID())).toList();
    crowd.forEach(it -> videos.profiles().ensure(it, null, null));

    List<Outcome> outcomes =
        atOnce(
            crowd.stream()
                .<Callable<Outcome>>map(it ->
                    () -> lines.apply(video, new Change.React(it, Reaction.LIKE)).orElseThrow())
                .toList());

    assertThat(outcomes.stream().map(it -> it.counts().likes()))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, people).boxed().toList());
    verifyCounters();
  }

  @Test
  void v2_v3_onePersonWhoChangesTheirMindInParallelHasOneReaction() {
    long seed = Long.getLong("SEED", System.nanoTime());
    Random random = new Random(seed);
    VideoClient eve = VideoClient.newUser(port);
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      VideoClient who = random.nextInt(4) == 0 ? eve : ada;
      String what = random.nextBoolean() ? "/like" : "/dislike";
      boolean undo = random.nextInt(5) == 0;
      calls.add(() -> undo ? who.delete(path + what) : who.post(path + what));
    }

    List<Answer> answers = atOnce(calls);

    assertThat(answers).as("seed " + seed).allMatch(it -> it.status() == 200);
    assertThat(answers).noneMatch(it -> it.body().path("likes").asInt() < 0);
    Answer last = ada.post(path + "/like");
    assertThat(last.text("reaction")).isEqualTo("like");
    assertThat(
            videos.count(
                "select count(*) from videos.video_reactions where video_id = :id and user_id = '"
                    + ada.user()
                    + "'",
                video))
        .isEqualTo(1);
    verifyCounters();
  }

  @Test
  void v4_aViewCountsOncePerViewerAndHour() {
    VideoClient nobody = VideoClient.anonymous(port);
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      calls.add(() -> ada.post(path + "/view"));
      calls.add(() -> nobody.post(path + "/view"));
    }

    List<Answer> answers = atOnce(calls);

    assertThat(answers).allMatch(it -> it.status() == 200);
    assertThat(answers.getFirst().body().propertyNames())
        .containsExactly("success", "videoId", "views");
    assertThat(ada.get(path).body().path("views").asLong()).isEqualTo(2);
    verifyCounters();

    videos
        .jdbc()
        .sql("update videos.video_views set hour = hour - interval '1 hour' where video_id = :id")
        .param("id", video.value())
        .update();
    assertThat(ada.post(path + "/view").body().path("views").asLong()).isEqualTo(3);
    assertThat(ada.post(path + "/view").body().path("views").asLong()).isEqualTo(3);
    verifyCounters();
  }

  @Test
  void v4_whoIsNotKnownIsNotKeptWithTheirAddress() {
    VideoClient.anonymous(port).post(path + "/view");

    String session =
        videos
            .jdbc()
            .sql("select session_id from videos.video_views where video_id = :id")
            .param("id", video.value())
            .query(String.class)
            .single();

    assertThat(session).doesNotContain("127.0.0.1").hasSizeGreaterThan(20);
  }

  @Test
  void v16_whatOthersDoNotSeeTakesNothingFromThem() {
    VideoId unseen = videos.pending(ada.user());
    VideoClient eve = VideoClient.newUser(port);
    String unknown = "/videos/" + UUID.randomUUID();

    for (String action : List.of("/like", "/dislike", "/view")) {
      Answer hidden = eve.post("/videos/" + unseen + action);
      Answer nothing = eve.post(unknown + action);
      assertThat(hidden.status()).isEqualTo(404);
      assertThat(hidden.text("message")).isEqualTo("Video not found");
      assertThat(hidden.text("detail")).isEqualTo(nothing.text("detail"));
      assertThat(ada.post("/videos/" + unseen + action).status()).isEqualTo(409);
    }
    assertThat(eve.get("/videos/" + unseen).status()).isEqualTo(404);
    assertThat(VideoClient.anonymous(port).get("/videos/" + unseen).status()).isEqualTo(404);
    assertThat(ada.get("/videos/" + unseen).text("status")).isEqualTo("pending");
  }

  @Test
  void a1_reactionsAskForAToken() {
    Answer refused = VideoClient.anonymous(port).post(path + "/like");

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text("message")).isEqualTo("Missing bearer token");
    assertThat(ada.post("/videos/not-a-uuid/like").status()).isEqualTo(422);
  }

  @Test
  void whoReactsWasActive() {
    ada.get("/users/" + ada.user());
    String before = ada.get("/users/" + ada.user()).text("lastActiveAt");

    ada.post(path + "/view");

    assertThat(ada.get("/users/" + ada.user()).text("lastActiveAt")).isGreaterThan(before);
  }

  private void verifyCounters() {
    assertThat(
            videos.count(
                """
                select count(*)
                from videos.videos v
                join videos.creator_stats s on s.user_id = v.user_id
                where v.id = :id
                  and (v.likes_count, v.dislikes_count, v.views_count,
                    s.total_likes, s.total_dislikes, s.likers, s.dislikers) = (
                    select count(*) filter (where reaction = 'LIKE'),
                      count(*) filter (where reaction = 'DISLIKE'),
                      (select count(*) from videos.video_views where video_id = :id),
                      count(*) filter (where reaction = 'LIKE'),
                      count(*) filter (where reaction = 'DISLIKE'),
                      count(*) filter (where reaction = 'LIKE'),
                      count(*) filter (where reaction = 'DISLIKE')
                    from videos.video_reactions
                    where video_id = :id)
                """,
                video))
        .isEqualTo(1);
    assertThat(
            videos.count(
                """
                select count(*)
                from videos.videos v
                join videos.video_ranks r on r.video_id = v.id
                where v.id = :id
                  and r.until = 9223372036854775807
                  and r.hot = v.ranking_score * 10000
                  and r.top = v.likes_count - v.dislikes_count
                """,
                video))
        .isEqualTo(1);
  }

  static <T> List<T> atOnce(List<Callable<T>> calls) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
