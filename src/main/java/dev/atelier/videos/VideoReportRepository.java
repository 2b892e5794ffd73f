package dev.atelier.videos;

import dev.atelier.identity.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What users have against videos, and which the operator hides. */
@Repository
class VideoReportRepository {

  private final JdbcClient jdbc;

  VideoReportRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps what the user says, instead of what they said before. */
  void put(VideoId video, UserId reporter, String reason) {
    jdbc.sql(
            """
            insert into videos.video_reports (video_id, user_id, reason, created_at)
            values (:video, :reporter, :reason, clock_timestamp())
            on conflict (video_id, user_id) do update
            set reason = excluded.reason
            """)
        .param("video", video.value())
        .param("reporter", reporter.value())
        .param("reason", reason)
        .update();
  }

  /** The reports before that time, the latest first. */
  List<Report> before(Instant time, VideoId id, int limit) {
    return jdbc.sql(
            "select "
                + VideoRepository.COLUMNS
                + """
                , r.user_id as reporter, r.reason, r.created_at as reported_at
                from videos.video_reports r
                join videos.videos v on v.id = r.video_id
                join videos.profiles p on p.id = v.user_id
                where (r.created_at, r.video_id) < (:time, :id)
                order by r.created_at desc, r.video_id desc
                limit :limit
                """)
        .param("time", OffsetDateTime.ofInstant(time, ZoneOffset.UTC))
        .param("id", id.value())
        .param("limit", limit)
        .query((row, number) ->
            new Report(
                VideoRepository.video(row, number),
                new UserId(row.getObject("reporter", UUID.class)),
                row.getString("reason"),
                row.getObject("reported_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Hides a video, or shows it again where the reason is null. */
  void hide(VideoId id, @Nullable String reason) {
    jdbc.sql(
            """
            update videos.videos
            set hidden_at = case when :reason::text is null then null else clock_timestamp() end,
              hidden_reason = :reason,
              updated_at = clock_timestamp()
            where id = :id
            """)
        .param("id", id.value())
        .param("reason", reason)
        .update();
  }
}
