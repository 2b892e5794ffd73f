package dev.atelier.archive;

import dev.atelier.jobs.BatchId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RunRepository {

  private static final String SELECT =
      """
      select id, root, source, state, phase, batch, users_batch, only_user, since, dry_run, users,
        media, failure, manifest_sha256, manifest_files, created_at, listed_at, ended_at
      from archive.run
      """;

  private final JdbcClient jdbc;

  RunRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A run to start. */
  record NewRun(
      RunId id,
      UUID root,
      String source,
      BatchId batch,
      @Nullable String onlyUser,
      @Nullable Instant since,
      boolean dryRun) {}

  /** Starts a run; false while another one is active, on any node. */
  boolean insert(NewRun run) {
    return jdbc.sql(
                """
                insert into archive.run
                  (id, root, source, state, phase, batch, only_user, since, dry_run)
                values (:id, :root, :source, 'ACTIVE', 'LISTING', :batch, :user, :since, :dryRun)
                on conflict do nothing
                """)
            .param("id", run.id().value())
            .param("root", run.root())
            .param("source", run.source())
            .param("batch", run.batch().value())
            .param("user", run.onlyUser())
            .param("since", run.since() == null ? null : run.since().atOffset(ZoneOffset.UTC))
            .param("dryRun", run.dryRun())
            .update()
        == 1;
  }

  Optional<Run> find(RunId id) {
    return jdbc.sql(SELECT + "where id = :id")
        .param("id", id.value())
        .query(RunRepository::run)
        .optional();
  }

  Optional<Run> active() {
    return jdbc.sql(SELECT + "where state = 'ACTIVE'").query(RunRepository::run).optional();
  }

  /** The newest of all, or of those that are no dry runs. */
  Optional<Run> newest(boolean dryRunsToo) {
    return jdbc.sql(
            SELECT
                + """
                where :dryRuns or not dry_run
                order by created_at desc, id desc
                limit 1
                """)
        .param("dryRuns", dryRunsToo)
        .query(RunRepository::run)
        .optional();
  }

  List<Run> page(@Nullable RunId after, int limit) {
    return jdbc.sql(
            SELECT
                + """
                where (:after::uuid is null
                  or (created_at, id) < (select created_at, id from archive.run where id = :after))
                order by created_at desc, id desc
                limit :limit
                """)
        .param("after", after == null ? null : after.value())
        .param("limit", limit)
        .query(RunRepository::run)
        .list();
  }

  Optional<Run> ofBatch(BatchId batch) {
    return jdbc.sql(SELECT + "where batch = :batch")
        .param("batch", batch.value())
        .query(RunRepository::run)
        .optional();
  }

  /** Moves a run to its next phase; tells in which state it is. */
  Run.State enter(RunId id, Run.Phase phase, BatchId batch) {
    return Run.State.valueOf(
        jdbc.sql(
                """
                update archive.run
                set phase = :phase,
                  batch = :batch,
                  users_batch = case when :phase = 'FETCHING' then :batch else users_batch end
                where id = :id
                returning state
                """)
            .param("phase", phase.name())
            .param("batch", batch.value())
            .param("id", id.value())
            .query(String.class)
            .single());
  }

  void listed(RunId id, int users, long media) {
    jdbc.sql(
            """
            update archive.run
            set users = :users, media = :media, listed_at = clock_timestamp()
            where id = :id
            """)
        .param("users", users)
        .param("media", media)
        .param("id", id.value())
        .update();
  }

  /** Stops an active run; tells the batch of its phase. */
  Optional<BatchId> stop(RunId id) {
    return jdbc.sql(
            """
            update archive.run
            set state = 'STOPPED', ended_at = clock_timestamp()
            where id = :id
              and state = 'ACTIVE'
            returning batch
            """)
        .param("id", id.value())
        .query((row, number) -> new BatchId(row.getObject("batch", UUID.class)))
        .optional();
  }

  /**
   * Has a run go on that has ended.
   *
   * @throws org.springframework.dao.DuplicateKeyException while another one is active
   */
  boolean reopen(RunId id, Run.Phase phase, BatchId batch) {
    return jdbc.sql(
                """
                update archive.run
                set state = 'ACTIVE', phase = :phase, batch = :batch, ended_at = null, failure = null
                where id = :id
                  and state <> 'ACTIVE'
                """)
            .param("phase", phase.name())
            .param("batch", batch.value())
            .param("id", id.value())
            .update()
        == 1;
  }

  void end(RunId id, Run.State state, @Nullable String failure) {
    jdbc.sql(
            """
            update archive.run
            set state = :state, failure = :failure, ended_at = clock_timestamp()
            where id = :id
            """)
        .param("state", state.name())
        .param("failure", failure)
        .param("id", id.value())
        .update();
  }

  void hasManifest(RunId id, String sha256, long files) {
    jdbc.sql(
            """
            update archive.run
            set manifest_sha256 = :sha256, manifest_files = :files
            where id = :id
            """)
        .param("sha256", sha256)
        .param("files", files)
        .param("id", id.value())
        .update();
  }

  private static Run run(ResultSet row, int number) throws SQLException {
    UUID usersBatch = row.getObject("users_batch", UUID.class);
    return new Run(
        new RunId(row.getObject("id", UUID.class)),
        row.getObject("root", UUID.class),
        row.getString("source"),
        Run.State.valueOf(row.getString("state")),
        Run.Phase.valueOf(row.getString("phase")),
        new BatchId(row.getObject("batch", UUID.class)),
        usersBatch == null ? null : new BatchId(usersBatch),
        row.getString("only_user"),
        instant(row, "since"),
        row.getBoolean("dry_run"),
        row.getInt("users"),
        row.getLong("media"),
        row.getString("failure"),
        row.getString("manifest_sha256"),
        row.getObject("manifest_files", Long.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "listed_at"),
        instant(row, "ended_at"));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
