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
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class LeaderboardTests {

  @LocalServerPort int port;
  @Autowired ApplicationContext application;

  private TestVideos videos;
  private List<VideoClient> voters;

  @BeforeEach
  void connect() {
    videos = TestVideos.in(application);
    voters = IntStream.range(0, 4).mapToObj(_ -> VideoClient.newUser(port)).toList();
  }

  @Test
  void creatorsAreABareArrayWithScoreAndRank() {
    UserId creator = new UserId(UUID.randomUUID());
    VideoId video = videos.completed(creator);
    voters.forEach(it -> it.post("/videos/" + video + "/like"));

    Answer answer = VideoClient.anonymous(port).get("/users/top?limit=50");

    assertThat(answer.body().isArray()).isTrue();
    List<Integer> ranks = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    answer
        .body()
        .forEach(it -> {
          ranks.add(it.path("rank").asInt());
          scores.add(it.path("score").asDouble());
          assertThat(it.path("creatorScore")).isEqualTo(it.path("score"));
          assertThat(it.path("email").asString("missing")).isEmpty();
        });
    assertThat(ranks).isEqualTo(IntStream.rangeClosed(1, ranks.size()).boxed().toList());
    assertThat(scores).isSortedAccordingTo((one, other) -> Double.compare(other, one));
    // Four of four: the lower bound of Wilson's interval.
    assertThat(of(creator).path("score").asDouble()).isEqualTo(51.0109);
    assertThat(of(creator).path("videosCreated").asInt()).isEqualTo(1);
    assertThat(of(creator).path("totalLikes").asInt()).isEqualTo(4);
    assertThat(VideoClient.anonymous(port).get("/users/top").body().size()).isLessThanOrEqualTo(10);
  }

  @Test
  void v20_aCreatorsOwnVoteCountsForNoScore() {
    VideoClient creator = VideoClient.newUser(port);
    VideoId video = videos.completed(creator.user());

    Answer liked = creator.post("/videos/" + video + "/like");

    assertThat(liked.body().path("likes").asInt()).isEqualTo(1);
    Answer profile = creator.get("/users/" + creator.user());
    assertThat(profile.body().path("totalLikes").asInt()).isEqualTo(1);
    assertThat(profile.body().path("score").asDouble()).isZero();
  }

  @Test
  void v20_oneFriendWithManyVotesIsOneVoter() {
    UserId busy = new UserId(UUID.randomUUID());
    for (int i = 0; i < 5; i++) {
      voters.getFirst().post("/videos/" + videos.completed(busy) + "/like");
    }
    UserId liked = new UserId(UUID.randomUUID());
    VideoId video = videos.completed(liked);
    voters.subList(0, 3).forEach(it -> it.post("/videos/" + video + "/like"));

    assertThat(score(busy)).isEqualTo(20.6549);
    assertThat(score(liked)).isGreaterThan(score(busy));
  }

  @Test
  void v3_aVoterIsForOrAgainstByTheSumOfTheirVotes() {
    UserId creator = new UserId(UUID.randomUUID());
    VideoId one = videos.completed(creator);
    VideoId other = videos.completed(creator);
    VideoClient voter = voters.getFirst();

    voter.post("/videos/" + one + "/like");
    assertThat(voters(creator)).isEqualTo("1:0");
    voter.post("/videos/" + other + "/dislike");
    assertThat(voters(creator)).isEqualTo("0:0");
    voter.post("/videos/" + one + "/dislike");
    assertThat(voters(creator)).isEqualTo("0:1");
    voter.delete("/videos/" + one + "/dislike");
    voter.delete("/videos/" + other + "/dislike");
    assertThat(voters(creator)).isEqualTo("0:0");
    assertThat(score(creator)).isZero();
  }

  private String voters(UserId creator) {
    return videos
        .jdbc()
        .sql("select likers || ':' || dislikers from videos.creator_stats where user_id = :creator")
        .param("creator", creator.value())
        .query(String.class)
        .single();
  }

  private double score(UserId creator) {
    return voters.getFirst().get("/users/" + creator).body().path("score").asDouble();
  }

  private JsonNode of(UserId creator) {
    return voters.getFirst().get("/users/" + creator).body();
  }
}
