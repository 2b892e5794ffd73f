package dev.atelier.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What lanes write to the items they have claimed: always guarded by the claim. */
@Repository
class LaneRepository {

  private final JdbcClient jdbc;

  LaneRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** When an item started and ended, by the database's clock. */
  record Ended(
      ItemId id, int attempts, @Nullable Instant startedAt, Instant endedAt, Duration work) {

    /** The item as it now is. */
    Item of(
        Claimed item, Item.State state, @Nullable String output, Item.@Nullable Failure failure) {
      return new Item(
          id,
          item.batch(),
          item.position(),
          item.queue(),
          state,
          item.label(),
          item.input(),
          output,
          attempts,
          failure,
          item.createdAt(),
          startedAt,
          endedAt,
          work);
    }
  }

  /** Ends items as succeeded; those that were claimed again are not in the answer. */
  Map<ItemId, Ended> succeed(UUID[] items, Long[] claims, String[] outputs, Long[] workMillis) {
    return jdbc
        .sql(
            """
            update jobs.item i
            set state = 'SUCCEEDED',
              output = o.output,
              attempts = i.attempts + 1,
              ended_at = clock_timestamp(),
              work_millis = o.work_millis
            from unnest(:items::uuid[], :claims::bigint[], :outputs::text[], :millis::bigint[])
              as o (id, claim, output, work_millis)
            where i.id = o.id
              and i.state = 'RUNNING'
              and i.claim = o.claim
            returning i.id, i.attempts, i.started_at, i.ended_at, i.work_millis
            """)
        .param("items", items)
        .param("claims", claims)
        .param("outputs", outputs)
        .param("millis", workMillis)
        .query(LaneRepository::ended)
        .list()
        .stream()
        .collect(Collectors.toMap(Ended::id, Function.identity()));
  }

  /** Whether an item is still the claim's; keeps that so until the transaction ends. */
  boolean holds(Claimed item) {
    return jdbc.sql(
            """
            select true
            from jobs.item
            where id = :id
              and state = 'RUNNING'
              and claim = :claim
            for no key update
            """)
        .param("id", item.id().value())
        .param("claim", item.claim())
        .query(Boolean.class)
        .optional()
        .isPresent();
  }

  /** Ends an item as failed or cancelled; null when it was claimed again. */
  @Nullable Ended end(
      Claimed item, Item.State state, Item.@Nullable Failure failure, int attempts, Duration work) {
    return jdbc.sql(
            """
            update jobs.item
            set state = :state,
              failure_code = :code,
              failure_message = :message,
              attempts = :attempts,
              ended_at = clock_timestamp(),
              work_millis = :millis
            where id = :id
              and state = 'RUNNING'
              and claim = :claim
            returning id, attempts, started_at, ended_at, work_millis
            """)
        .param("state", state.name())
        .param("code", failure == null ? null : failure.code())
        .param("message", failure == null ? null : failure.message())
        .param("attempts", attempts)
        .param("millis", work.toMillis())
        .param("id", item.id().value())
        .param("claim", item.claim())
        .query(LaneRepository::ended)
        .optional()
        .orElse(null);
  }

  /**
   * Lets an item wait again; false when it was claimed again.
   *
   * @param deaths how many more count, as some may have been forgotten since it was claimed
   */
  boolean wait(Claimed item, int attempts, int deaths, @Nullable Duration delay) {
    return jdbc.sql(
                """
                update jobs.item
                set state = 'WAITING',
                  attempts = :attempts,
                  kills = greatest(0, kills + :deaths),
                  run_at = now() + make_interval(secs => :seconds),
                  lane = null,
                  node = null
                where id = :id
                  and state = 'RUNNING'
                  and claim = :claim
                """)
            .param("attempts", attempts)
            .param("deaths", deaths)
            .param("seconds", delay == null ? null : delay.toMillis() / 1000.0)
            .param("id", item.id().value())
            .param("claim", item.claim())
            .update()
        == 1;
  }

  /** Lets an item wait in another queue, free of its group; false when it was claimed again. */
  boolean move(Claimed item, String queue) {
    return jdbc.sql(
                """
                update jobs.item
                set state = 'WAITING',
                  queue = :queue,
                  group_key = null,
                  attempts = 0,
                  kills = 0,
                  run_at = null,
                  lane = null,
                  node = null
                where id = :id
                  and state = 'RUNNING'
                  and claim = :claim
                """)
            .param("queue", queue)
            .param("id", item.id().value())
            .param("claim", item.claim())
            .update()
        == 1;
  }

  /** Takes nothing from a queue for a while, on any node; never shortens such a while. */
  void pause(String queue, Duration pause) {
    jdbc.sql(
            """
            insert into jobs.queue_pause as p (queue, until)
            values (:queue, clock_timestamp() + make_interval(secs => :seconds))
            on conflict (queue) do update
            set until = greatest(p.until, excluded.until)
            """)
        .param("queue", queue)
        .param("seconds", pause.toMillis() / 1000.0)
        .update();
  }

  private static Ended ended(ResultSet row, int number) throws SQLException {
    return new Ended(
        new ItemId(row.getObject("id", UUID.class)),
        row.getInt("attempts"),
        BatchRepository.instant(row, "started_at"),
        row.getObject("ended_at", OffsetDateTime.class).toInstant(),
        Duration.ofMillis(row.getLong("work_millis")));
  }
}
