package dev.atelier.archive;

import dev.atelier.jobs.Item;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The users of a run, as their work changes them. */
@Repository
class RunUserRepository {

  /** Beyond so many errors of one user no more are kept. */
  private static final int MOST_ERRORS = 1_000;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  RunUserRepository(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void clear(RunId run) {
    jdbc.sql("delete from archive.run_user where run = :run").param("run", run.value()).update();
  }

  /** A user as it goes into the database. */
  record Listed(
      int position,
      String sourceId,
      @Nullable String email,
      List<String> imageIds,
      List<String> voiceIds,
      List<String> faults,
      @Nullable String folder) {}

  /** Arrays of arrays have one length in PostgreSQL, so the lists go there as JSON. */
  void insert(RunId run, List<Listed> users) {
    jdbc.sql(
            """
            insert into archive.run_user
              (run, position, source_id, email, image_ids, voice_ids, faults, folder, errors,
                failed)
            select :run, u.position, u."sourceId", u.email,
              array(select json_array_elements_text(u."imageIds")),
              array(select json_array_elements_text(u."voiceIds")),
              array(select json_array_elements_text(u.faults)),
              u.folder,
              array(select json_array_elements_text(u.faults)),
              json_array_length(u.faults)
            from json_to_recordset(:users::json)
              as u (position int, "sourceId" text, email text, "imageIds" json, "voiceIds" json,
                faults json, folder text)
            """)
        .param("run", run.value())
        .param("users", json.writeValueAsString(users))
        .update();
  }

  /** Begins, or goes on with, the work on a user. */
  Optional<RunUser> begin(RunId run, int position) {
    return jdbc.sql(
            """
            update archive.run_user
            set state = 'RUNNING',
              started_at = coalesce(started_at, clock_timestamp()),
              ended_at = null
            where run = :run
              and position = :position
            returning run, position, source_id, email, image_ids, voice_ids, faults, folder, state,
              place, failed
            """)
        .param("run", run.value())
        .param("position", position)
        .query(RunUserRepository::user)
        .optional();
  }

  /** Lets a user wait whose run was stopped. */
  void leave(RunId run, int position) {
    jdbc.sql(
            """
            update archive.run_user
            set state = 'WAITING', under_way = 0, under_way_bytes = 0
            where run = :run
              and position = :position
              and state = 'RUNNING'
            """)
        .param("run", run.value())
        .param("position", position)
        .update();
  }

  /**
   * Notes what came of the next media.
   *
   * @return how many media of the user failed so far, faults of its document among them; nothing
   *     when somebody else has noted it already
   */
  Optional<Integer> advance(RunUser user, int done, RunUser.Result result) {
    return jdbc.sql(
            """
            update archive.run_user
            set place = place + :done,
              images = images + :images,
              voices = voices + :voices,
              bytes = bytes + :bytes,
              fetched = fetched + :fetched,
              fetched_bytes = fetched_bytes + :fetchedBytes,
              saved_bytes = saved_bytes + :savedBytes,
              failed = failed + :failed,
              errors = case
                when cardinality(errors) < :mostErrors then errors || :errors::text[]
                else errors
              end,
              under_way = 0,
              under_way_bytes = 0
            where run = :run
              and position = :position
              and place = :place
            returning failed
            """)
        .param("mostErrors", MOST_ERRORS)
        .param("done", done)
        .param("images", result.images())
        .param("voices", result.voices())
        .param("bytes", result.bytes())
        .param("fetched", result.fetched())
        .param("fetchedBytes", result.fetchedBytes())
        .param("savedBytes", result.savedBytes())
        .param("failed", result.failed())
        .param("errors", result.errors().toArray(String[]::new))
        .param("run", user.run().value())
        .param("position", user.position())
        .param("place", user.place())
        .query(Integer.class)
        .optional();
  }

  /** How far users are beyond what is noted, for whoever watches. */
  record UnderWay(UUID run, int position, int files, long bytes) {}

  void underWay(List<UnderWay> users) {
    jdbc.sql(
            """
            update archive.run_user u
            set under_way = w.files, under_way_bytes = w.bytes
            from unnest(:runs::uuid[], :positions::int[], :files::int[], :bytes::bigint[])
              as w (run, position, files, bytes)
            where u.run = w.run
              and u.position = w.position
              and u.state = 'RUNNING'
            """)
        .param("runs", users.stream().map(UnderWay::run).toArray(UUID[]::new))
        .param("positions", users.stream().map(UnderWay::position).toArray(Integer[]::new))
        .param("files", users.stream().map(UnderWay::files).toArray(Integer[]::new))
        .param("bytes", users.stream().map(UnderWay::bytes).toArray(Long[]::new))
        .update();
  }

  /** Notes that the work on users has ended. */
  void ended(RunId run, Collection<Item> items) {
    List<Item> all = List.copyOf(items);
    jdbc.sql(
            """
            update archive.run_user u
            set state = i.state,
              failure = i.failure,
              under_way = 0,
              under_way_bytes = 0,
              ended_at = clock_timestamp()
            from unnest(:positions::int[], :states::text[], :failures::text[])
              as i (position, state, failure)
            where u.run = :run
              and u.position = i.position
            """)
        .param("run", run.value())
        .param("positions", all.stream().map(Item::position).toArray(Integer[]::new))
        .param("states", all.stream().map(item -> item.state().name()).toArray(String[]::new))
        .param("failures", all.stream().map(RunUserRepository::failure).toArray(String[]::new))
        .update();
  }

  private static @Nullable String failure(Item item) {
    Item.Failure failure = item.failure();
    return failure == null || failure.code().equals(ArchiveUserHandler.FILES_FAILED)
        ? null
        : failure.message();
  }

  /** Lets the users that failed start anew. */
  void resetFailed(RunId run) {
    jdbc.sql(
            """
            update archive.run_user
            set state = 'WAITING', place = 0, images = 0, voices = 0, bytes = 0, fetched = 0,
              fetched_bytes = 0, saved_bytes = 0, failed = cardinality(faults), errors = faults,
              failure = null, started_at = null, ended_at = null
            where run = :run
              and state = 'FAILED'
            """)
        .param("run", run.value())
        .update();
  }

  private static RunUser user(ResultSet row, int number) throws SQLException {
    return new RunUser(
        new RunId(row.getObject("run", UUID.class)),
        row.getInt("position"),
        row.getString("source_id"),
        row.getString("email"),
        texts(row, "image_ids"),
        texts(row, "voice_ids"),
        texts(row, "faults"),
        row.getString("folder"),
        RunUser.State.valueOf(row.getString("state")),
        row.getInt("place"),
        row.getInt("failed"));
  }

  static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return List.of((String[]) array.getArray());
  }
}
