package dev.atelier.videos.generation;

import dev.atelier.identity.UserId;
import dev.atelier.jobs.BatchId;
import dev.atelier.videos.Video;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.generation.Generation.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who waits, who is worked on, and who has to wait before they may ask again. All writes are made
 * by whoever holds the queue.
 */
@Repository
class QueueRepository {

  private final JdbcClient jdbc;

  QueueRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How full it is. */
  record Load(int queued, int running) {}

  /** A job that waits. */
  record Waiting(UUID job, VideoId video, UserId owner, String prompt) {}

  /** Holds the queue until the transaction ends. */
  void hold() {
    jdbc.sql("select one from videos.generation_queue for update").query(Boolean.class).single();
  }

  Load load() {
    return jdbc.sql(
            """
            select count(*) filter (where status = 'QUEUED') as queued,
              count(*) filter (where status = 'RUNNING') as running
            from videos.video_jobs
            where status in ('QUEUED', 'RUNNING')
            """)
        .query((row, number) -> new Load(row.getInt("queued"), row.getInt("running")))
        .single();
  }

  /** Lets a video into the queue. */
  UUID add(Video video) {
    return jdbc.sql(
            """
            insert into videos.video_jobs (id, video_id, prompt, created_at, updated_at)
            values (:id, :video, :prompt, clock_timestamp(), clock_timestamp())
            returning id
            """)
        .param("id", UUID.randomUUID())
        .param("video", video.id().value())
        .param("prompt", video.prompt())
        .query(UUID.class)
        .single();
  }

  /** Those that wait, in their order. */
  List<Waiting> waiting(int limit) {
    return jdbc.sql(
            """
            select j.id, j.video_id, v.user_id, j.prompt
            from videos.video_jobs j
            join videos.videos v on v.id = j.video_id
            where j.status = 'QUEUED'
            order by j.created_at, j.id
            limit :limit
            """)
        .param("limit", limit)
        .query((row, number) ->
            new Waiting(
                row.getObject("id", UUID.class),
                new VideoId(row.getObject("video_id", UUID.class)),
                new UserId(row.getObject("user_id", UUID.class)),
                row.getString("prompt")))
        .list();
  }

  void start(UUID job, BatchId batch, Duration deadline) {
    jdbc.sql(
            """
            update videos.video_jobs
            set status = 'RUNNING', batch_id = :batch, started_at = clock_timestamp(),
              deadline = clock_timestamp() + make_interval(secs => :seconds),
              updated_at = clock_timestamp()
            where id = :id
            """)
        .param("id", job)
        .param("batch", batch.value())
        .param("seconds", deadline.toMillis() / 1000.0)
        .update();
  }

  /** Ends a job; false when it is not in that state. */
  boolean end(UUID job, State from, State to, @Nullable String reason, @Nullable String outputUrl) {
    return jdbc.sql(
                """
                update videos.video_jobs
                set status = :to, failure_reason = :reason, output_url = :url,
                  ended_at = clock_timestamp(), updated_at = clock_timestamp()
                where id = :id
                  and status = :from
                """)
            .param("id", job)
            .param("from", from.name())
            .param("to", to.name())
            .param("reason", reason)
            .param("url", outputUrl)
            .update()
        == 1;
  }

  /** The place of a waiting video, from 1; nothing when it does not wait. */
  Optional<Integer> place(VideoId video) {
    return jdbc.sql(
            """
            select (
                select count(*)
                from videos.video_jobs earlier
                where earlier.status = 'QUEUED'
                  and (earlier.created_at, earlier.id) <= (j.created_at, j.id))
            from videos.video_jobs j
            where j.video_id = :video
              and j.status = 'QUEUED'
            """)
        .param("video", video.value())
        .query(Integer.class)
        .optional();
  }

  /** How long a video took lately; nothing before the first. */
  Optional<Duration> pace() {
    return jdbc.sql(
            """
            select (extract(epoch from avg(ended_at - started_at)) * 1000)::bigint
            from (
              select ended_at, started_at
              from videos.video_jobs
              where status = 'SUCCEEDED'
              order by ended_at desc nulls last
              limit 20) latest
            """)
        .query(Long.class)
        .optional()
        .map(Duration::ofMillis);
  }

  /** How long the user has to wait yet; zero or less when they need not. */
  Duration cooldown(UserId user) {
    return jdbc.sql(
            """
            select (extract(epoch from until - clock_timestamp()) * 1000)::bigint
            from videos.cooldowns
            where user_id = :user
            """)
        .param("user", user.value())
        .query(Long.class)
        .optional()
        .map(Duration::ofMillis)
        .orElse(Duration.ZERO);
  }

  void coolDown(UserId user, UUID job, Duration cooldown) {
    jdbc.sql(
            """
            insert into videos.cooldowns (user_id, job_id, until)
            values (:user, :job, clock_timestamp() + make_interval(secs => :seconds))
            on conflict (user_id) do update
            set job_id = excluded.job_id, until = excluded.until
            """)
        .param("user", user.value())
        .param("job", job)
        .param("seconds", cooldown.toMillis() / 1000.0)
        .update();
  }

  /** Gives the wait back that a job cost. */
  void warmUp(UserId user, UUID job) {
    jdbc.sql("delete from videos.cooldowns where user_id = :user and job_id = :job")
        .param("user", user.value())
        .param("job", job)
        .update();
  }
}
