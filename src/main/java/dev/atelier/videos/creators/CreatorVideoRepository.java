package dev.atelier.videos.creators;

import dev.atelier.identity.UserId;
import dev.atelier.videos.Video;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.VideoRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists of videos around a person, as far as a viewer may see them. */
@Repository
class CreatorVideoRepository {

  /**
   * A place in a list.
   *
   * @param time when the video was made, or liked
   */
  record Place(Instant time, VideoId id) {

    static final Place FIRST =
        new Place(Instant.parse("9999-01-01T00:00:00Z"), new VideoId(new UUID(-1L, -1L)));
  }

  /** A video at its place. */
  record Listed(Video video, Place place) {}

  private final JdbcClient jdbc;

  CreatorVideoRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A person's videos, newest first. */
  List<Listed> made(UserId owner, @Nullable UserId viewer, Place after, int limit) {
    return list(
        """
        , v.created_at as time
        from videos.videos v
        join videos.profiles p on p.id = v.user_id
        where v.user_id = :user
          and (v.created_at, v.id) < (:time, :id)
          and (:own or v.status = 'COMPLETED' and v.hidden_at is null)
        order by v.created_at desc, v.id desc
        limit :limit
        """,
        owner,
        viewer,
        after,
        limit);
  }

  /** The videos that a person likes, the last that were liked first. */
  List<Listed> liked(UserId person, @Nullable UserId viewer, Place after, int limit) {
    return list(
        """
        , r.created_at as time
        from videos.video_reactions r
        join videos.videos v on v.id = r.video_id
        join videos.profiles p on p.id = v.user_id
        where r.user_id = :user
          and r.reaction = 'LIKE'
          and (r.created_at, r.video_id) < (:time, :id)
          and (v.user_id = :viewer or v.status = 'COMPLETED' and v.hidden_at is null)
        order by r.created_at desc, r.video_id desc
        limit :limit
        """,
        person,
        viewer,
        after,
        limit);
  }

  private List<Listed> list(
      String from, UserId user, @Nullable UserId viewer, Place after, int limit) {
    return jdbc.sql("select " + VideoRepository.COLUMNS + from)
        .param("user", user.value())
        .param("viewer", viewer == null ? null : viewer.value())
        .param("own", user.equals(viewer))
        .param("time", OffsetDateTime.ofInstant(after.time(), ZoneOffset.UTC))
        .param("id", after.id().value())
        .param("limit", limit)
        .query(CreatorVideoRepository::listed)
        .list();
  }

  private static Listed listed(ResultSet row, int number) throws SQLException {
    Video video = VideoRepository.video(row, number);
    Instant time = row.getObject("time", OffsetDateTime.class).toInstant();
    return new Listed(video, new Place(time, video.id()));
  }
}
