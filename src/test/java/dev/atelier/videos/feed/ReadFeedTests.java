package dev.atelier.videos.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.identity.UserId;
import dev.atelier.videos.Cursors;
import dev.atelier.videos.RankRepository;
import dev.atelier.videos.TestVideos;
import dev.atelier.videos.Video.Counts;
import dev.atelier.videos.VideoClient;
import dev.atelier.videos.VideoClient.Answer;
import dev.atelier.videos.VideoId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class ReadFeedTests {

  @LocalServerPort int port;
  @Autowired ApplicationContext application;
  @Autowired Cursors cursors;
  @Autowired RankRepository ranks;

  private TestVideos videos;
  private VideoClient nobody;
  private UserId owner;

  @BeforeEach
  void connect() {
    videos = TestVideos.in(application);
    nobody = VideoClient.anonymous(port);
    owner = new UserId(UUID.randomUUID());
  }

  @Test
  void aPageIsWhatAllClientsReadOfIt() {
    VideoId id = videos.completed(owner, new Counts(3, 1, 9), null);

    JsonNode video = byId(nobody.get("/videos/feed?sort=new&limit=50"), id);

    assertThat(video.propertyNames())
        .containsExactly(
            "id",
            "userId",
            "username",
            "prompt",
            "videoUrl",
            "thumbnailUrl",
            "likes",
            "dislikes",
            "views",
            "createdAt",
            "updatedAt",
            "status",
            "failureReason",
            "durationSeconds",
            "sourceVideoId",
            "rankingScore",
            "ranking_score",
            "assets");
    assertThat(video.path("status").asString()).isEqualTo("completed");
    assertThat(video.path("likes").asInt()).isEqualTo(3);
    assertThat(video.path("rankingScore")).isEqualTo(video.path("ranking_score"));
    assertThat(video.path("createdAt").asString()).matches(".*T\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
  }

  @Test
  void pagesAreOrderedByScoreAndJoinWithoutOverlap() {
    for (int i = 0; i < 12; i++) {
      Instant time = Instant.now().minus(Duration.ofHours(7L * i % 50));
      videos.completed(owner, new Counts(i * 5 % 17, i % 3, i * 40L), time);
    }

    List<JsonNode> all = readAll("/videos/feed?limit=5", 5);

    assertThat(all.stream().map(it -> it.path("id").asString())).doesNotHaveDuplicates();
    assertThat(all.stream().map(it -> it.path("rankingScore").asDouble()))
        .isSortedAccordingTo((one, other) -> Double.compare(other, one));
    assertThat(all.stream().filter(it -> it.path("userId").asString().equals(owner.toString())))
        .hasSize(12);
  }

  @Test
  void anOrderMayBeByTimeOrByVotes() {
    Instant now = Instant.now();
    VideoId old = videos.completed(owner, new Counts(9_000, 0, 0), now.minus(Duration.ofDays(200)));
    VideoId lately = videos.completed(owner, new Counts(800, 0, 0), now.minus(Duration.ofDays(5)));
    VideoId today = videos.completed(owner, new Counts(70, 0, 0), now);

    assertThat(mine("/videos/feed?sort=new&limit=50")).containsSubsequence(today, lately, old);
    assertThat(mine("/videos/feed?sort=top&limit=50")).containsSubsequence(old, lately, today);
    assertThat(mine("/videos/feed?sort=top&window=all&limit=50")).contains(old);
    assertThat(mine("/videos/feed?sort=top&window=week&limit=50")).containsExactly(lately, today);
    assertThat(mine("/videos/feed?sort=top&window=day&limit=50")).containsExactly(today);
    assertThat(
            readAll("/videos/feed?sort=top&window=month&limit=1", 1).stream()
                .map(it -> it.path("id").asString()))
        .doesNotHaveDuplicates()
        .containsSubsequence(lately.toString(), today.toString());
  }

  @Test
  void anItemSaysWhyItStandsThere() {
    VideoId id = videos.completed(owner, new Counts(12, 2, 99), null);

    JsonNode why = byId(nobody.get("/videos/feed?explain=true&limit=50"), id).path("explanation");

    assertThat(why.path("sort").asString()).isEqualTo("hot");
    assertThat(why.path("likes").asInt()).isEqualTo(12);
    // Ten more likes than dislikes, times log10(100) + 1.
    assertThat(why.path("popularityScore").asDouble()).isEqualTo(1.4914);
    assertThat(
            why.path("popularityScore").decimalValue().add(why.path("recencyScore").decimalValue()))
        .isCloseTo(
            why.path("score").decimalValue(),
            org.assertj.core.api.Assertions.within(new java.math.BigDecimal("0.0002")));
    assertThat(why.path("text").asString()).contains("12 likes less 2 dislikes");
    assertThat(
            byId(nobody.get("/videos/feed?sort=top&explain=true&limit=50"), id)
                .path("explanation")
                .path("score")
                .asLong())
        .isEqualTo(10);
  }

  @Test
  void v15_whoReadsOnReadsTheOrderOfTheirFirstPage() {
    VideoId first = videos.completed(owner, new Counts(900, 0, 0), null);
    VideoId second = videos.completed(owner, new Counts(90, 0, 0), null);
    VideoId third = videos.completed(owner, new Counts(9, 0, 0), null);
    String page = "/videos/feed?limit=1&sort=top&window=week";
    List<VideoId> read = new ArrayList<>();
    Answer answer = untilMine(page, nobody.get(page), read);

    // The second falls behind the third, and the first, which was read already, behind both.
    long settled = ranks.settled();
    moveAt(settled + 1, second, 1);
    moveAt(settled + 1, first, 0);
    while (answer.body().path("hasMore").asBoolean()) {
      answer = nobody.get(page + "&cursor=" + answer.text("nextCursor"));
      addMine(answer, read);
    }

    assertThat(read).containsExactly(first, second, third);
    assertThat(ordered(settled + 1)).containsExactly(third, second, first);
    assertThat(ordered(settled)).containsExactly(first, second, third);
  }

  private void moveAt(long tick, VideoId id, int likes) {
    videos
        .jdbc()
        .sql(
            """
            with past as (
              update videos.video_ranks
              set until = :tick
              where video_id = :id
              returning *
            )
            insert into videos.video_ranks (video_id, since, hot, top, day, likes, dislikes, views)
            select video_id, :tick, hot, :likes, day, :likes, 0, 0
            from past
            """)
        .param("tick", tick)
        .param("id", id.value())
        .param("likes", likes)
        .update();
  }

  private List<VideoId> ordered(long tick) {
    return application
        .getBean(FeedRepository.class)
        .top(new FeedPosition(tick, null), null, FeedTicks.day(tick), 1_000)
        .stream()
        .map(FeedRepository.Placed::video)
        .filter(it -> it.owner().equals(owner))
        .map(dev.atelier.videos.Video::id)
        .toList();
  }

  @Test
  void v15_aVoteMovesAVideoFromTheNextTickOn() {
    VideoId id = videos.completed(owner);
    long before = ranks.settled();

    ranks.move(id, new Counts(5, 0, 0), 1_000_000);
    ranks.move(id, new Counts(6, 0, 0), 2_000_000);

    List<Long> since =
        videos
            .jdbc()
            .sql("select since from videos.video_ranks where video_id = :id order by since")
            .param("id", id.value())
            .query((row, number) -> row.getLong(1))
            .list();
    assertThat(since).hasSizeBetween(2, 3).startsWith(0L);
    assertThat(since.get(1)).isBetween(before + 2, before + 3);
    assertThat(
            videos.count(
                "select hot from videos.video_ranks where video_id = :id order by since desc limit 1",
                id))
        .isEqualTo(2_000_000);
  }

  @Test
  void aReaderOfLongAgoGoesOnInTheOrderOfNow() {
    VideoId id = videos.completed(owner, new Counts(50, 0, 0), null);
    ranks.move(id, new Counts(60, 0, 0), 5_000_000_000_000_000L);
    String old =
        new FeedPosition(
                ranks.settled() - 100_000,
                new FeedPosition.Place(Long.MAX_VALUE, new VideoId(new UUID(-1, -1))))
            .write(cursors, FeedSort.HOT, FeedWindow.ALL);

    Answer answer = nobody.get("/videos/feed?cursor=" + old);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("videos").isEmpty()).isFalse();
  }

  @Test
  void v16_onlyWhatIsCompletedIsInTheFeed() {
    VideoId failed = videos.pending(owner);
    videos.repository().fail(failed, "No luck");
    VideoId pending = videos.pending(owner);
    VideoId done = videos.completed(owner);

    for (FeedSort sort : FeedSort.values()) {
      assertThat(mine("/videos/feed?limit=50&sort=" + sort.wire()))
          .contains(done)
          .doesNotContain(failed, pending);
    }
    assertThat(nobody.get("/videos/" + failed).status()).isEqualTo(404);
    assertThat(nobody.get("/videos/" + done).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "51", "1000000000", "1.5", "abc", "9223372036854775808", ""})
  void h1_aLimitIsFromOneToFifty(String limit) {
    Answer refused = nobody.get("/videos/feed?limit=" + limit);

    // An empty one is as good as none.
    assertThat(refused.status()).isEqualTo(limit.isEmpty() ? 200 : 422);
    if (!limit.isEmpty()) {
      assertThat(refused.body().path("errors").path(0).path("field").asString()).isEqualTo("limit");
    }
  }

  @Test
  void h1_whatHasOneValueIsSaidOnce() {
    assertThat(nobody.get("/videos/feed?limit=1&limit=2").status()).isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource({"sort, best", "window, decade", "sort, HOT", "explain, perhaps"})
  void whatIsNotKnownIsNamed(String field, String value) {
    Answer refused = nobody.get("/videos/feed?" + field + "=" + value);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("errors").path(0).path("field").asString()).isEqualTo(field);
  }

  @Test
  void h2_aCursorIsTakenAsItWasGivenOnly() {
    for (int i = 0; i < 3; i++) {
      videos.completed(owner);
    }
    String cursor = nobody.get("/videos/feed?limit=1").text("nextCursor");
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> bad =
        new ArrayList<>(
            List.of(
                "NaN",
                "Infinity",
                "1|2|3",
                "' or 1=1 --",
                "\u0000",
                "é",
                "A".repeat(7_000),
                cursor + "A",
                cursor + "=",
                cursor.substring(1),
                cursor.substring(0, cursor.length() - 1),
                cursors.write("feed/HOT/", 1, 2, 3),
                cursors.write("/users/" + owner + "/videos", 1, 2, 3, 4)));
    for (int i = 0; i < 200; i++) {
      char[] mutated = cursor.toCharArray();
      int place = random.nextInt(mutated.length);
      mutated[place] = "ABCxyz019-_ .%".charAt(random.nextInt(14));
      if (!new String(mutated).equals(cursor)) {
        bad.add(new String(mutated));
      }
    }

    for (String text : bad) {
      Answer refused =
          nobody.get("/videos/feed?cursor=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
      assertThat(refused.status()).as(seed + " " + text).isEqualTo(400);
      assertThat(refused.text("detail")).isEqualTo("Invalid cursor format");
    }
    assertThat(nobody.get("/videos/feed?sort=new&cursor=" + cursor).status()).isEqualTo(400);
    assertThat(nobody.get("/videos/feed?cursor=" + cursor).status()).isEqualTo(200);
    assertThat(nobody.get("/videos/feed?cursor=").status()).isEqualTo(200);
  }

  @Test
  void h2_aCursorOfAnotherOrderIsNone() {
    videos.completed(owner);
    videos.completed(owner);
    String cursor = nobody.get("/videos/feed?limit=1&sort=top&window=week").text("nextCursor");

    assertThat(nobody.get("/videos/feed?sort=top&window=day&cursor=" + cursor).status())
        .isEqualTo(400);
  }

  private List<JsonNode> readAll(String page, int limit) {
    List<JsonNode> all = new ArrayList<>();
    Answer answer = nobody.get(page);
    while (true) {
      assertThat(answer.status()).isEqualTo(200);
      answer.body().path("videos").forEach(all::add);
      if (!answer.body().path("hasMore").asBoolean()) {
        assertThat(answer.body().path("nextCursor").isNull()).isTrue();
        return all;
      }
      assertThat(answer.body().path("videos").size()).isEqualTo(limit);
      answer = nobody.get(page + "&cursor=" + answer.text("nextCursor"));
    }
  }

  private Answer untilMine(String page, Answer first, List<VideoId> read) {
    Answer answer = first;
    addMine(answer, read);
    while (read.isEmpty()) {
      answer = nobody.get(page + "&cursor=" + answer.text("nextCursor"));
      addMine(answer, read);
    }
    return answer;
  }

  private List<VideoId> mine(String page) {
    List<VideoId> mine = new ArrayList<>();
    Answer answer = nobody.get(page);
    addMine(answer, mine);
    while (answer.body().path("hasMore").asBoolean()) {
      answer = nobody.get(page + "&cursor=" + answer.text("nextCursor"));
      addMine(answer, mine);
    }
    return mine;
  }

  private void addMine(Answer answer, List<VideoId> mine) {
    assertThat(answer.status()).isEqualTo(200);
    for (JsonNode video : answer.body().path("videos")) {
      if (video.path("userId").asString().equals(owner.toString())) {
        mine.add(new VideoId(UUID.fromString(video.path("id").asString())));
      }
    }
  }

  private JsonNode byId(Answer page, VideoId id) {
    assertThat(page.status()).isEqualTo(200);
    for (JsonNode video : page.body().path("videos")) {
      if (video.path("id").asString().equals(id.toString())) {
        return video;
      }
    }
    throw new AssertionError("Not on the page: " + id);
  }
}
