package dev.atelier.videos;

import dev.atelier.videos.Video.Counts;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Where published videos stand in the feed. Time is cut into ticks of the database's clock. What
 * changes during a tick counts from the next one, and readers begin with the tick before theirs, so
 * that what they read as of a tick can change no more: whoever writes has a whole tick for its
 * commit.
 *
 * <p>Thread-safe.
 */
@Repository
public class RankRepository {

  /** How long a tick is. */
  public static final int TICK_SECONDS = 5;

  /** The tick that a row says nothing else about ends with. */
  public static final long NOW = Long.MAX_VALUE;

  private static final String TICK =
      "floor(extract(epoch from clock_timestamp()) / " + TICK_SECONDS + ")::bigint";

  private final JdbcClient jdbc;

  RankRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The newest tick that can change no more. */
  public long settled() {
    return jdbc.sql("select " + TICK + " - 1").query(Long.class).single();
  }

  /** Places a new video, for those too who are reading already: it takes nobody else's place. */
  void insert(Video video) {
    insert(video, "0");
  }

  /** Places a video that readers may have seen before, for those who begin from now on. */
  void insertFromNextTick(Video video) {
    insert(video, TICK + " + 1");
  }

  private void insert(Video video, String since) {
    jdbc.sql(
            """
            insert into videos.video_ranks (video_id, since, hot, top, day, likes, dislikes, views)
            values (:id, %s, :hot, :top, :day, :likes, :dislikes, :views)
            on conflict do nothing
            """
                .formatted(since))
        .param("id", video.id().value())
        .param("hot", RankingFormula.score(video.counts(), video.createdAt()))
        .param("top", top(video.counts()))
        .param("day", LocalDate.ofInstant(video.createdAt(), ZoneOffset.UTC))
        .param("likes", video.counts().likes())
        .param("dislikes", video.counts().dislikes())
        .param("views", video.counts().views())
        .update();
  }

  /** Takes a video out of the feed, whoever reads it. */
  void remove(VideoId id) {
    jdbc.sql("delete from videos.video_ranks where video_id = :id")
        .param("id", id.value())
        .update();
  }

  /**
   * Moves a video from the next tick on. Belongs at the end of a transaction that has locked the
   * video and is to be committed at once.
   */
  public void move(VideoId id, Counts counts, long score) {
    jdbc.sql(
            """
            with clock as materialized (
              select %s + 1 as next
            ),
            replaced as (
              update videos.video_ranks r
              set hot = :hot, top = :top, likes = :likes, dislikes = :dislikes, views = :views
              from clock
              where r.video_id = :id
                and r.until = %d
                and r.since >= clock.next
                and (r.hot, r.top) <> (:hot, :top)
            ),
            past as (
              update videos.video_ranks r
              set until = clock.next
              from clock
              where r.video_id = :id
                and r.until = %d
                and r.since < clock.next
                and (r.hot, r.top) <> (:hot, :top)
              returning r.day, r.until
            )
            insert into videos.video_ranks (video_id, since, hot, top, day, likes, dislikes, views)
            select :id, until, :hot, :top, day, :likes, :dislikes, :views
            from past
            """
                .formatted(TICK, NOW, NOW))
        .param("id", id.value())
        .param("hot", score)
        .param("top", top(counts))
        .param("likes", counts.likes())
        .param("dislikes", counts.dislikes())
        .param("views", counts.views())
        .update();
  }

  /** Forgets where videos stood until that tick; returns how many rows that were. */
  public int forget(long tick, int limit) {
    return jdbc.sql(
            """
            delete from videos.video_ranks
            where (video_id, since) in (
              select video_id, since
              from videos.video_ranks
              where until <= :tick
                and until < %d
              order by until
              limit :limit
              for update skip locked)
            """
                .formatted(NOW))
        .param("tick", tick)
        .param("limit", limit)
        .update();
  }

  private static long top(Counts counts) {
    return (long) counts.likes() - counts.dislikes();
  }
}
