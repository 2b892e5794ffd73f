package dev.atelier.videos;

import dev.atelier.identity.UserId;
import dev.atelier.videos.Video.Counts;
import dev.atelier.videos.Video.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table of videos. Writes join the caller's transaction, or are one of their own.
 *
 * <p>Thread-safe.
 */
@Repository
public class VideoRepository {

  /** What {@link #video} reads, of {@code videos.videos v} and its owner's {@code profiles p}. */
  public static final String COLUMNS =
      """
      v.id, v.user_id, p.username, p.email, v.prompt, v.video_url, v.thumbnail_url, v.status,
      v.likes_count, v.dislikes_count, v.views_count, v.duration_seconds, v.failure_reason,
      v.source_video_id, v.operation_name, v.scene_id, v.seed, v.model_key, v.aspect_ratio,
      v.published_at, v.hidden_at, v.created_at, v.updated_at
      """;

  private final JdbcClient jdbc;

  VideoRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps a new video, pending; its owner has a profile already. */
  public Video insert(NewVideo video) {
    jdbc.sql(
            """
            insert into videos.videos (id, user_id, prompt, scene_id, seed, model_key,
              aspect_ratio, source_video_id, created_at, updated_at)
            values (:id, :owner, :prompt, :sceneId, :seed, :modelKey, :aspectRatio, :source,
              clock_timestamp(), clock_timestamp())
            """)
        .param("id", video.id().value())
        .param("owner", video.owner().value())
        .param("prompt", video.prompt())
        .param("sceneId", video.sceneId())
        .param("seed", video.seed())
        .param("modelKey", video.modelKey())
        .param("aspectRatio", video.aspectRatio())
        .param("source", video.source() == null ? null : video.source().value())
        .update();
    return find(video.id()).orElseThrow();
  }

  public Optional<Video> find(VideoId id) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                from videos.videos v
                join videos.profiles p on p.id = v.user_id
                where v.id = :id
                """)
        .param("id", id.value())
        .query(VideoRepository::video)
        .optional();
  }

  /** Keeps the video from other writers until the transaction ends. */
  public Optional<Video> lock(VideoId id) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                from videos.videos v
                join videos.profiles p on p.id = v.user_id
                where v.id = :id
                for no key update of v
                """)
        .param("id", id.value())
        .query(VideoRepository::video)
        .optional();
  }

  /** Says that a provider works on the video; false when it is no longer pending. */
  public boolean start(VideoId id) {
    return jdbc.sql(
                """
                update videos.videos
                set status = 'PROCESSING', updated_at = clock_timestamp()
                where id = :id
                  and status = 'PENDING'
                """)
            .param("id", id.value())
            .update()
        == 1;
  }

  /** Keeps what the provider calls the work, once; false when it is called otherwise already. */
  public boolean nameOperation(VideoId id, String operationName, @Nullable String sceneId) {
    return jdbc.sql(
                """
                update videos.videos
                set operation_name = :name, scene_id = coalesce(:sceneId, scene_id),
                  updated_at = clock_timestamp()
                where id = :id
                  and (operation_name is null or operation_name = :name)
                """)
            .param("id", id.value())
            .param("name", operationName)
            .param("sceneId", sceneId)
            .update()
        == 1;
  }

  /** Ends the video without a result; false when it has ended already. */
  public boolean fail(VideoId id, String reason) {
    return jdbc.sql(
                """
                update videos.videos
                set status = 'FAILED', failure_reason = :reason, updated_at = clock_timestamp()
                where id = :id
                  and status in ('PENDING', 'PROCESSING')
                """)
            .param("id", id.value())
            .param("reason", reason)
            .update()
        == 1;
  }

  /** Makes the video what it was to be; false when it is that already. */
  boolean complete(
      VideoId id, String videoUrl, @Nullable String thumbnailUrl, @Nullable Integer seconds) {
    return jdbc.sql(
                """
                update videos.videos
                set status = 'COMPLETED', video_url = :videoUrl, thumbnail_url = :thumbnailUrl,
                  duration_seconds = :seconds, failure_reason = null,
                  published_at = clock_timestamp(), updated_at = clock_timestamp()
                where id = :id
                  and status <> 'COMPLETED'
                """)
            .param("id", id.value())
            .param("videoUrl", videoUrl)
            .param("thumbnailUrl", thumbnailUrl)
            .param("seconds", seconds)
            .update()
        == 1;
  }

  /** Keeps what viewers made of a locked video, and the score of that. */
  public void count(VideoId id, Counts counts, long score) {
    jdbc.sql(
            """
            update videos.videos
            set likes_count = :likes, dislikes_count = :dislikes, views_count = :views,
              ranking_score = :score
            where id = :id
            """)
        .param("id", id.value())
        .param("likes", counts.likes())
        .param("dislikes", counts.dislikes())
        .param("views", counts.views())
        .param("score", RankingFormula.wire(score))
        .update();
  }

  /** Reads a row of {@link #COLUMNS}. */
  public static Video video(ResultSet row, int number) throws SQLException {
    return new Video(
        new VideoId(row.getObject("id", UUID.class)),
        new UserId(row.getObject("user_id", UUID.class)),
        Profiles.displayName(row.getString("username"), row.getString("email")),
        row.getString("prompt"),
        row.getString("video_url"),
        row.getString("thumbnail_url"),
        VideoStatus.valueOf(row.getString("status")),
        new Counts(
            row.getInt("likes_count"), row.getInt("dislikes_count"), row.getLong("views_count")),
        row.getObject("duration_seconds", Integer.class),
        row.getString("failure_reason"),
        source(row.getObject("source_video_id", UUID.class)),
        new Work(
            row.getString("operation_name"),
            row.getString("scene_id"),
            row.getObject("seed", Integer.class),
            row.getString("model_key"),
            row.getString("aspect_ratio")),
        instant(row, "published_at"),
        instant(row, "hidden_at"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  private static @Nullable VideoId source(@Nullable UUID id) {
    return id == null ? null : new VideoId(id);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
