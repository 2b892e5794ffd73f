package dev.atelier.videos.generation;

import dev.atelier.identity.UserId;
import dev.atelier.jobs.BatchId;
import dev.atelier.providers.VideoModel;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.generation.Generation.State;
import dev.atelier.videos.generation.Generation.Submission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of generations, {@code video_jobs}, as the steps of one of them need it. */
@Repository
class GenerationRepository {

  private static final String SELECT =
      """
      select j.id, j.video_id, v.user_id, j.status, j.batch_id, v.scene_id, j.prompt,
        v.aspect_ratio, v.model_key, v.seed, v.operation_name, j.submission, j.submissions,
        j.lookups, j.polls, j.trouble, coalesce(j.deadline < clock_timestamp(), false) as late,
        j.failure_reason, j.callback, j.provider
      from videos.video_jobs j
      join videos.videos v on v.id = j.video_id
      """;

  private final JdbcClient jdbc;

  GenerationRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Generation> find(UUID job) {
    return jdbc.sql(SELECT + "where j.id = :id")
        .param("id", job)
        .query(GenerationRepository::generation)
        .optional();
  }

  /** The making of a video; a video has one. */
  Optional<Generation> of(VideoId video) {
    return jdbc.sql(SELECT + "where j.video_id = :video order by j.created_at desc limit 1")
        .param("video", video.value())
        .query(GenerationRepository::generation)
        .optional();
  }

  Optional<Generation> of(BatchId batch) {
    return jdbc.sql(SELECT + "where j.batch_id = :batch")
        .param("batch", batch.value())
        .query(GenerationRepository::generation)
        .optional();
  }

  /** Notes that the prompt goes out now; false when the job runs no longer. */
  boolean sending(UUID job, String provider) {
    return jdbc.sql(
                """
                update videos.video_jobs
                set submission = 'SENDING', submissions = submissions + 1, lookups = 0,
                  provider = :provider, updated_at = clock_timestamp()
                where id = :id
                  and status = 'RUNNING'
                """)
            .param("id", job)
            .param("provider", provider)
            .update()
        == 1;
  }

  void submission(UUID job, Submission submission) {
    jdbc.sql(
            """
            update videos.video_jobs
            set submission = :submission, updated_at = clock_timestamp()
            where id = :id
            """)
        .param("id", job)
        .param("submission", submission.name())
        .update();
  }

  void lookedUp(UUID job) {
    jdbc.sql("update videos.video_jobs set lookups = lookups + 1 where id = :id")
        .param("id", job)
        .update();
  }

  /**
   * The right to ask the provider now: one question per pause, whoever asks on whichever node.
   *
   * @param counted whether the question is one of those that a job may ask
   */
  boolean mayAsk(UUID job, Duration pause, boolean counted) {
    return jdbc.sql(
                """
                update videos.video_jobs
                set polled_at = clock_timestamp(), polls = polls + :count
                where id = :id
                  and (polled_at is null
                    or polled_at <= clock_timestamp() - make_interval(secs => :seconds))
                """)
            .param("id", job)
            .param("count", counted ? 1 : 0)
            .param("seconds", pause.toMillis() / 1000.0)
            .update()
        == 1;
  }

  /** The provider answers again. */
  void answered(UUID job) {
    jdbc.sql("update videos.video_jobs set trouble = 0 where id = :id and trouble > 0")
        .param("id", job)
        .update();
  }

  /** Counts one more question that the provider refused. */
  int refused(UUID job) {
    return jdbc.sql(
            """
            update videos.video_jobs
            set trouble = trouble + 1
            where id = :id
            returning trouble
            """)
        .param("id", job)
        .query(Integer.class)
        .single();
  }

  /** Keeps what a worker outside told, once, of a running job. */
  boolean tell(UUID job, String callback) {
    return jdbc.sql(
                """
                update videos.video_jobs
                set callback = :callback, updated_at = clock_timestamp()
                where id = :id
                  and status = 'RUNNING'
                  and callback is null
                """)
            .param("id", job)
            .param("callback", callback)
            .update()
        == 1;
  }

  private static Generation generation(ResultSet row, int number) throws SQLException {
    UUID batch = row.getObject("batch_id", UUID.class);
    String submission = row.getString("submission");
    return new Generation(
        row.getObject("id", UUID.class),
        new VideoId(row.getObject("video_id", UUID.class)),
        new UserId(row.getObject("user_id", UUID.class)),
        State.valueOf(row.getString("status")),
        batch == null ? null : new BatchId(batch),
        new VideoModel.Request(
            String.valueOf(row.getString("scene_id")),
            row.getString("prompt"),
            row.getString("aspect_ratio"),
            row.getString("model_key"),
            row.getObject("seed", Integer.class)),
        row.getString("operation_name"),
        submission == null ? null : Submission.valueOf(submission),
        row.getInt("submissions"),
        row.getInt("lookups"),
        row.getInt("polls"),
        row.getInt("trouble"),
        row.getBoolean("late"),
        row.getString("failure_reason"),
        row.getString("callback"),
        row.getString("provider"));
  }
}
