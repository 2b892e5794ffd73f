package dev.atelier.archive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How runs and their users are, as people see it. */
@Repository
class ReportRepository {

  private final JdbcClient jdbc;

  ReportRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * How far a run is.
   *
   * @param processed users that have ended
   * @param done media that were dealt with
   * @param files in place
   * @param bytes of what is in place
   * @param fetched files that this run has brought
   * @param failedFiles media that could not be archived
   */
  record Totals(
      int users,
      int processed,
      int succeeded,
      int failed,
      int cancelled,
      long media,
      long done,
      long images,
      long voices,
      long bytes,
      long fetched,
      long fetchedBytes,
      long savedBytes,
      long failedFiles) {

    long files() {
      return images + voices;
    }
  }

  Totals totals(RunId run) {
    return jdbc.sql(
            """
            select
              count(*) as users,
              count(*) filter (where state in ('SUCCEEDED', 'FAILED', 'CANCELLED')) as processed,
              count(*) filter (where state = 'SUCCEEDED') as succeeded,
              count(*) filter (where state = 'FAILED') as failed,
              count(*) filter (where state = 'CANCELLED') as cancelled,
              coalesce(sum(cardinality(image_ids) + cardinality(voice_ids)), 0) as media,
              coalesce(sum(place + under_way), 0) as done,
              coalesce(sum(images), 0) as images,
              coalesce(sum(voices), 0) as voices,
              coalesce(sum(bytes), 0) as bytes,
              coalesce(sum(fetched), 0) as fetched,
              coalesce(sum(fetched_bytes + under_way_bytes), 0) as fetched_bytes,
              coalesce(sum(saved_bytes), 0) as saved_bytes,
              coalesce(sum(failed), 0) as failed_files
            from archive.run_user
            where run = :run
            """)
        .param("run", run.value())
        .query(Totals.class)
        .single();
  }

  /** The user that was begun last and has not ended. */
  Optional<String> current(RunId run) {
    return jdbc.sql(
            """
            select coalesce(email, 'unknown')
            from archive.run_user
            where run = :run
              and state = 'RUNNING'
            order by started_at desc
            limit 1
            """)
        .param("run", run.value())
        .query(String.class)
        .optional();
  }

  /** Users that could not be processed at all, and why. */
  List<String> failures(RunId run, int limit) {
    return jdbc.sql(
            """
            select 'Failed to process user ' || coalesce(email, 'unknown') || ': ' || failure
            from archive.run_user
            where run = :run
              and state = 'FAILED'
              and failure is not null
            order by position
            limit :limit
            """)
        .param("run", run.value())
        .param("limit", limit)
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** Users by position. */
  List<RunUser.Report> page(
      RunId run, RunUser.@Nullable State state, int afterPosition, int limit) {
    return jdbc.sql(
            """
            select position, coalesce(email, 'unknown') as email, folder, state,
              cardinality(image_ids) + cardinality(voice_ids) as media, place + under_way as done,
              images, voices, bytes, fetched, fetched_bytes + under_way_bytes as fetched_bytes,
              saved_bytes, failed, errors, failure, started_at, ended_at
            from archive.run_user
            where run = :run
              and position > :after
            """
                // In the text, so that the planner can use the index of that state.
                + (state == null ? "" : "  and state = '" + state.name() + "'\n")
                + """
                order by position
                limit :limit
                """)
        .param("run", run.value())
        .param("after", afterPosition)
        .param("limit", limit)
        .query(ReportRepository::report)
        .list();
  }

  private static RunUser.Report report(ResultSet row, int number) throws SQLException {
    return new RunUser.Report(
        row.getInt("position"),
        row.getString("email"),
        row.getString("folder"),
        RunUser.State.valueOf(row.getString("state")),
        row.getInt("media"),
        row.getInt("done"),
        new RunUser.Result(
            row.getInt("images"),
            row.getInt("voices"),
            row.getLong("bytes"),
            row.getInt("fetched"),
            row.getLong("fetched_bytes"),
            row.getLong("saved_bytes"),
            row.getInt("failed"),
            RunUserRepository.texts(row, "errors")),
        row.getString("failure"),
        RunRepository.instant(row, "started_at"),
        RunRepository.instant(row, "ended_at"));
  }
}
