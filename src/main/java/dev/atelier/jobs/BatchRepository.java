package dev.atelier.jobs;

import dev.atelier.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Batches and their tallies. */
@Repository
class BatchRepository {

  private static final String COLUMNS =
      "id, kind, owner, name, state, total, reason, created_at, started_at, ended_at, revision";

  private final JdbcClient jdbc;

  BatchRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Jobs.NewBatch batch, int total) {
    jdbc.sql(
            """
            insert into jobs.batch (id, kind, owner, name, state, total, created_at)
            values (:id, :kind, :owner, :name, 'ACTIVE', :total, now())
            """)
        .param("id", batch.id().value())
        .param("kind", batch.kind())
        .param("owner", batch.owner().value())
        .param("name", batch.name())
        .param("total", total)
        .update();
  }

  Optional<Batch> find(BatchId id) {
    return findAll(List.of(id)).stream().findFirst();
  }

  List<Batch> findAll(Collection<BatchId> ids) {
    return jdbc.sql("select " + COLUMNS + " from jobs.batch where id = any(:ids)")
        .param("ids", uuids(ids))
        .query(BatchRepository::batch)
        .list();
  }

  /** Locks a batch against every other change of its state. */
  Optional<Batch> lock(BatchId id) {
    return jdbc.sql("select " + COLUMNS + " from jobs.batch where id = :id for update")
        .param("id", id.value())
        .query(BatchRepository::batch)
        .optional();
  }

  /** Whether items may wait in a batch; keeps that so until the transaction ends. */
  boolean holdOpen(BatchId id) {
    return jdbc.sql("select state from jobs.batch where id = :id for share")
        .param("id", id.value())
        .query(String.class)
        .optional()
        .filter(state -> state.equals("ACTIVE") || state.equals("PAUSED"))
        .isPresent();
  }

  /** Moves a batch between states that are no end; false when it is in none of these. */
  boolean change(BatchId id, Batch.State to, @Nullable String reason, Batch.State... from) {
    String[] names = new String[from.length];
    for (int i = 0; i < from.length; i++) {
      names[i] = from[i].name();
    }
    return jdbc.sql(
                """
                update jobs.batch
                set state = :to, reason = :reason, ended_at = null
                where id = :id
                  and state = any(:from)
                """)
            .param("to", to.name())
            .param("reason", reason)
            .param("id", id.value())
            .param("from", names)
            .update()
        == 1;
  }

  /**
   * Notes a change of the items; where some of them wait, the batch is active as if it were new.
   */
  void revise(BatchId id, int totalChange, boolean reopened) {
    jdbc.sql(
            """
            update jobs.batch
            set revision = revision + 1,
              total = total + :change,
              state = case when :reopened then 'ACTIVE' else state end,
              reason = case when :reopened then null else reason end,
              started_at = case when :reopened then null else started_at end,
              ended_at = case when :reopened then null else ended_at end
            where id = :id
            """)
        .param("change", totalChange)
        .param("reopened", reopened)
        .param("id", id.value())
        .update();
  }

  void end(BatchId id, Batch.State state) {
    jdbc.sql("update jobs.batch set state = :state, ended_at = clock_timestamp() where id = :id")
        .param("state", state.name())
        .param("id", id.value())
        .update();
  }

  /** Which of these batches are open although all their items have ended; null asks for all. */
  List<BatchId> over(@Nullable Collection<BatchId> ids) {
    return jdbc.sql(
            """
            select b.id
            from jobs.batch b
            where b.state in ('ACTIVE', 'PAUSED', 'CANCELLING')
              and (:ids::uuid[] is null or b.id = any(:ids::uuid[]))
              and b.total = (
                select coalesce(sum(t.succeeded + t.failed + t.cancelled), 0)
                from jobs.tally t
                where t.batch_id = b.id)
            """)
        .param("ids", ids == null ? null : uuids(ids))
        .query((row, number) -> new BatchId(row.getObject("id", UUID.class)))
        .list();
  }

  /** Counts items that have ended, or, with negative numbers, that have not after all. */
  void count(BatchId batch, String share, int succeeded, int failed, int cancelled) {
    count(batch, share, succeeded, failed, cancelled, 0, 0);
  }

  /** Counts items that have succeeded, and how long they took together. */
  void countSuccesses(BatchId batch, String share, int succeeded, long workMillis) {
    count(batch, share, succeeded, 0, 0, succeeded, workMillis);
  }

  private void count(
      BatchId batch,
      String share,
      int succeeded,
      int failed,
      int cancelled,
      int worked,
      long workMillis) {
    jdbc.sql(
            """
            insert into jobs.tally as t (batch_id, share, succeeded, failed, cancelled, worked,
              work_millis)
            values (:batch, :share, :succeeded, :failed, :cancelled, :worked, :workMillis)
            on conflict (batch_id, share) do update
            set succeeded = t.succeeded + excluded.succeeded,
              failed = t.failed + excluded.failed,
              cancelled = t.cancelled + excluded.cancelled,
              worked = t.worked + excluded.worked,
              work_millis = t.work_millis + excluded.work_millis
            """)
        .param("batch", batch.value())
        .param("share", share)
        .param("succeeded", succeeded)
        .param("failed", failed)
        .param("cancelled", cancelled)
        .param("worked", worked)
        .param("workMillis", workMillis)
        .update();
  }

  Map<BatchId, Batch.Progress> progress(Collection<BatchId> ids) {
    Map<BatchId, Batch.Progress> found = new HashMap<>();
    jdbc.sql(
            """
            select b.id, b.total,
              coalesce(sum(t.succeeded), 0) as succeeded,
              coalesce(sum(t.failed), 0) as failed,
              coalesce(sum(t.cancelled), 0) as cancelled
            from jobs.batch b
            left join jobs.tally t on t.batch_id = b.id
            where b.id = any(:ids)
            group by b.id
            """)
        .param("ids", uuids(ids))
        .query(row -> {
          found.put(new BatchId(row.getObject("id", UUID.class)), progress(row));
        });
    return found;
  }

  Batch.Pace pace(BatchId id) {
    return jdbc.sql(
            """
            select
              (select count(*) from jobs.item where batch_id = :id and state = 'RUNNING')
                as running,
              (select sum(work_millis)::float8 / nullif(sum(worked), 0)
               from jobs.tally
               where batch_id = :id) as average
            """)
        .param("id", id.value())
        .query((row, number) ->
            new Batch.Pace(row.getInt("running"), row.getObject("average", Double.class)))
        .single();
  }

  List<Batch> newest(Jobs.Filter filter, int offset, int limit) {
    return filtered(
            "select " + COLUMNS,
            filter,
            """
            order by created_at desc, id desc
            offset :offset
            limit :limit
            """)
        .param("offset", offset)
        .param("limit", limit)
        .query(BatchRepository::batch)
        .list();
  }

  long count(Jobs.Filter filter) {
    return filtered("select count(*)", filter, "").query(Long.class).single();
  }

  private JdbcClient.StatementSpec filtered(String select, Jobs.Filter filter, String rest) {
    UserId owner = filter.owner();
    return jdbc.sql(
            select
                + """

                from jobs.batch
                where kind = :kind
                  and (:owner::uuid is null or owner = :owner)
                  and (cardinality(:states::text[]) = 0 or state = any(:states))
                  and (:started::boolean is null or (started_at is not null) = :started)
                """
                + rest)
        .param("kind", filter.kind())
        .param("owner", owner == null ? null : owner.value())
        .param("states", filter.states().stream().map(Enum::name).toArray(String[]::new))
        .param("started", filter.started());
  }

  private static Batch.Progress progress(ResultSet row) throws SQLException {
    int total = row.getInt("total");
    int succeeded = row.getInt("succeeded");
    int failed = row.getInt("failed");
    int cancelled = row.getInt("cancelled");
    return new Batch.Progress(
        total, succeeded, failed, cancelled, total - succeeded - failed - cancelled);
  }

  private static UUID[] uuids(Collection<BatchId> ids) {
    return ids.stream().map(BatchId::value).toArray(UUID[]::new);
  }

  private static Batch batch(ResultSet row, int number) throws SQLException {
    return new Batch(
        new BatchId(row.getObject("id", UUID.class)),
        row.getString("kind"),
        new UserId(row.getObject("owner", UUID.class)),
        row.getString("name"),
        Batch.State.valueOf(row.getString("state")),
        row.getInt("total"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "started_at"),
        instant(row, "ended_at"),
        row.getString("reason"),
        row.getInt("revision"));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
