package dev.atelier.videos.feed;

import dev.atelier.videos.Video;
import dev.atelier.videos.Video.Counts;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.VideoRepository;
import dev.atelier.videos.feed.FeedPosition.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Pages of the feed. Each reads as many rows of an index as it has videos, however many there are.
 *
 * <p>Limits stand in the texts: the database plans a statement once for all its parameters where it
 * sees that this is no dearer, and of a limit that it does not know it expects the worst.
 */
@Repository
class FeedRepository {

  /**
   * A video at its place.
   *
   * @param counts what the place was given for
   */
  record Placed(Video video, Place place, Counts counts) {}

  private static final UUID LAST_ID = new UUID(-1L, -1L);

  private final JdbcClient jdbc;

  FeedRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Placed> hot(FeedPosition from, int limit) {
    return ranked(
        """
        select video_id, hot as key, likes, dislikes, views
        from videos.video_ranks
        where since <= :tick
          and until > :tick
          and (hot, video_id) < (:key, :id)
        order by hot desc, video_id desc
        limit %d
        """
            .formatted(limit),
        from,
        Map.of());
  }

  List<Placed> top(FeedPosition from, @Nullable LocalDate since, LocalDate today, int limit) {
    return since == null ? topOfAll(from, limit) : topOfDays(from, since, today, limit);
  }

  private List<Placed> topOfAll(FeedPosition from, int limit) {
    return ranked(
        """
        select video_id, top as key, likes, dislikes, views
        from videos.video_ranks
        where since <= :tick
          and until > :tick
          and (top, video_id) < (:key, :id)
        order by top desc, video_id desc
        limit %d
        """
            .formatted(limit),
        from,
        Map.of());
  }

  // The best of each day, then the best of those. The index has all that is needed for that.
  private List<Placed> topOfDays(FeedPosition from, LocalDate since, LocalDate today, int limit) {
    return ranked(
        """
        select place.video_id, place.top as key, ranks.likes, ranks.dislikes, ranks.views
        from (
          select best.video_id, best.since, best.top
          from generate_series(0, %2$d) number
          cross join lateral (
            select video_id, since, top
            from videos.video_ranks
            where day = :first + number
              and since <= :tick
              and until > :tick
              and (top, video_id) < (:key, :id)
            order by top desc, video_id desc
            limit %1$d) best
          order by best.top desc, best.video_id desc
          limit %1$d) place
        join videos.video_ranks ranks
          on ranks.video_id = place.video_id
          and ranks.since = place.since
        """
            .formatted(limit, ChronoUnit.DAYS.between(since, today)),
        from,
        Map.of("first", since));
  }

  private List<Placed> ranked(String ranks, FeedPosition from, Map<String, Object> more) {
    Place after = after(from);
    return jdbc.sql(
            "select "
                + VideoRepository.COLUMNS
                + ", r.key, r.likes, r.dislikes, r.views from ("
                + ranks
                + """
                ) r
                join videos.videos v on v.id = r.video_id
                join videos.profiles p on p.id = v.user_id
                order by r.key desc, r.video_id desc
                """)
        .param("tick", from.tick())
        .param("key", after.key())
        .param("id", after.id().value())
        .params(more)
        .query(FeedRepository::placed)
        .list();
  }

  /** Newest first. A video's time never changes, so no tick is needed. */
  List<Placed> newest(FeedPosition from, int limit) {
    Place after = after(from);
    Instant before =
        after.key() == Long.MAX_VALUE
            ? Instant.parse("9999-01-01T00:00:00Z")
            : Instant.EPOCH.plus(after.key(), ChronoUnit.MICROS);
    return jdbc.sql(
            "select "
                + VideoRepository.COLUMNS
                + """
                from videos.videos v
                join videos.profiles p on p.id = v.user_id
                where v.status = 'COMPLETED'
                  and v.hidden_at is null
                  and (v.created_at, v.id) < (:before, :id)
                order by v.created_at desc, v.id desc
                limit %d
                """
                    .formatted(limit))
        .param("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC))
        .param("id", after.id().value())
        .query((row, number) -> {
          Video video = VideoRepository.video(row, number);
          long micros = ChronoUnit.MICROS.between(Instant.EPOCH, video.createdAt());
          return new Placed(video, new Place(micros, video.id()), video.counts());
        })
        .list();
  }

  private static Place after(FeedPosition from) {
    Place place = from.after();
    return place == null ? new Place(Long.MAX_VALUE, new VideoId(LAST_ID)) : place;
  }

  private static Placed placed(ResultSet row, int number) throws SQLException {
    Video video = VideoRepository.video(row, number);
    return new Placed(
        video,
        new Place(row.getLong("key"), video.id()),
        new Counts(row.getInt("likes"), row.getInt("dislikes"), row.getLong("views")));
  }
}
