package dev.atelier.campaigns;

import dev.atelier.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class BatchJobRepository {

  private static final String COLUMNS =
      "id, campaign_id, user_id, name, status, total_posts, completed_posts, failed_posts,"
          + " cancelled_posts, created_by, created_at, updated_at, started_at, ended_at, error_log,"
          + " budget_micros, spent_micros";

  private final JdbcClient jdbc;

  BatchJobRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A batch to insert.
   *
   * @param failed posts that cannot even be tried
   * @param options JSON
   */
  record NewBatchJob(
      String id,
      CampaignId campaign,
      UserId owner,
      String name,
      int total,
      int failed,
      String createdBy,
      String options,
      @Nullable Long budget) {}

  void insert(NewBatchJob batch) {
    jdbc.sql(
            """
            insert into campaigns.batch_jobs (id, campaign_id, user_id, name, total_posts,
              failed_posts, created_by, options, budget_micros)
            values (:id, :campaign, :owner, :name, :total, :failed, :createdBy, :options::json,
              :budget)
            """)
        .param("id", batch.id())
        .param("campaign", batch.campaign().value())
        .param("owner", batch.owner().value())
        .param("name", batch.name())
        .param("total", batch.total())
        .param("failed", batch.failed())
        .param("createdBy", batch.createdBy())
        .param("options", batch.options())
        .param("budget", batch.budget())
        .update();
  }

  Optional<BatchJob> find(String id) {
    return jdbc.sql("select " + COLUMNS + " from campaigns.batch_jobs where id = :id")
        .param("id", id)
        .query(BatchJobRepository::batch)
        .optional();
  }

  /** The batch, unless its campaign was deleted. */
  Optional<BatchJob> findLive(String id) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """

                from campaigns.batch_jobs
                where id = :id
                  and exists (
                    select
                    from campaigns.campaigns c
                    where c.id = campaign_id
                      and c.status <> 'deleted')
                """)
        .param("id", id)
        .query(BatchJobRepository::batch)
        .optional();
  }

  /** Locks a batch, before anything else of it is written. */
  void lock(String id) {
    jdbc.sql("select id from campaigns.batch_jobs where id = :id for update")
        .param("id", id)
        .query(String.class)
        .optional();
  }

  /** Newest first. */
  List<BatchJob> page(CampaignId campaign, @Nullable String status, int skip, int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """

                from campaigns.batch_jobs
                where campaign_id = :campaign
                  and (:status::text is null or status = :status)
                order by created_at desc, id desc
                offset :skip
                limit :limit
                """)
        .param("campaign", campaign.value())
        .param("status", status)
        .param("skip", skip)
        .param("limit", limit)
        .query(BatchJobRepository::batch)
        .list();
  }

  List<String> open(CampaignId campaign) {
    return jdbc.sql(
            """
            select id
            from campaigns.batch_jobs
            where campaign_id = :campaign
              and status in ('pending', 'processing')
            """)
        .param("campaign", campaign.value())
        .query((row, number) -> row.getString("id"))
        .list();
  }

  /** No further call is paid for; nothing happens to a batch that has ended. */
  void stop(String id) {
    jdbc.sql(
            """
            update campaigns.batch_jobs
            set stopping = true
            where id = :id
              and ended_at is null
            """)
        .param("id", id)
        .update();
  }

  /**
   * Counts a post from one status to another; a post that has not ended counts nowhere.
   *
   * @param line for the log of errors; null for none
   */
  void count(String id, String before, String after, @Nullable String line) {
    jdbc.sql(
            """
            update campaigns.batch_jobs
            set completed_posts = completed_posts
                + (:after = 'completed')::int - (:before = 'completed')::int,
              failed_posts = failed_posts
                + (:after = 'failed')::int - (:before = 'failed')::int,
              cancelled_posts = cancelled_posts
                + (:after = 'cancelled')::int - (:before = 'cancelled')::int,
              status = case
                when status not in ('completed', 'completed_with_errors') then status
                when failed_posts + (:after = 'failed')::int - (:before = 'failed')::int > 0
                then 'completed_with_errors'
                else 'completed'
              end,
              error_log = case
                when :line::text is null or length(error_log) > 20000 then error_log
                else concat_ws(E'\\n', error_log, :line::text)
              end,
              updated_at = clock_timestamp()
            where id = :id
            """)
        .param("before", before)
        .param("after", after)
        .param("line", line)
        .param("id", id)
        .update();
  }

  /** Ends a batch; what has not ended of its posts was cancelled. */
  void end(String id, @Nullable String status, @Nullable String reason, int cancelled) {
    jdbc.sql(
            """
            update campaigns.batch_jobs
            set stopping = false,
              status = coalesce(
                :status::text,
                case when failed_posts > 0 then 'completed_with_errors' else 'completed' end),
              cancelled_posts = cancelled_posts + :cancelled,
              error_log = case
                when :reason::text is null then error_log
                else concat_ws(E'\\n', error_log, :reason::text)
              end,
              ended_at = clock_timestamp(),
              updated_at = clock_timestamp()
            where id = :id
            """)
        .param("status", status)
        .param("cancelled", cancelled)
        .param("reason", reason)
        .param("id", id)
        .update();
  }

  /** Undoes an end, as posts are tried again that had failed or were cancelled. */
  void reopen(String id, int failed, int cancelled) {
    jdbc.sql(
            """
            update campaigns.batch_jobs
            set status = 'processing',
              stopping = false,
              failed_posts = failed_posts - :failed,
              cancelled_posts = cancelled_posts - :cancelled,
              ended_at = null,
              updated_at = clock_timestamp()
            where id = :id
            """)
        .param("failed", failed)
        .param("cancelled", cancelled)
        .param("id", id)
        .update();
  }

  private static BatchJob batch(ResultSet row, int number) throws SQLException {
    return new BatchJob(
        row.getString("id"),
        new CampaignId(row.getObject("campaign_id", UUID.class)),
        new UserId(row.getObject("user_id", UUID.class)),
        row.getString("name"),
        row.getString("status"),
        row.getInt("total_posts"),
        row.getInt("completed_posts"),
        row.getInt("failed_posts"),
        row.getInt("cancelled_posts"),
        row.getString("created_by"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        instant(row, "started_at"),
        instant(row, "ended_at"),
        row.getString("error_log"),
        row.getObject("budget_micros", Long.class),
        row.getLong("spent_micros"));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
