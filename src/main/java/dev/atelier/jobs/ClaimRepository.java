package dev.atelier.jobs;

import dev.atelier.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How lanes come by their items, and what they note of them under way. */
@Repository
class ClaimRepository {

  private final JdbcClient jdbc;

  ClaimRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Takes up to that many items of the lease's queue, in fair order. Takes nothing while the queue
   * is paused or when another node has taken the lane.
   *
   * @param maxKills takes only items whose node died at most so often
   */
  List<Claimed> claim(Lease lease, int count, int maxKills, Turns.Standing turns) {
    return jdbc.sql(
            """
            with turn as materialized (
              select b.id, b.kind, b.owner, b.started_at is null as first, b.revision
              from jobs.batch b
              left join unnest(:owners::uuid[], :batches::uuid[]) as served (owner, batch)
                on served.owner = b.owner
              where b.state = 'ACTIVE'
                and not exists (
                  select from jobs.queue_pause where queue = :queue and until > now())
                and exists (
                  select from jobs.scheduled_tasks
                  where task_name = :queue
                    and task_instance = :lane
                    and picked
                    and version = :version)
              order by b.owner > :lastOwner desc, b.owner,
                coalesce(b.id > served.batch, false) desc, b.id
            ),
            picked as materialized (
              select turn.kind, turn.owner, turn.first, turn.revision, i.id,
                row_number() over () as place
              from turn
              cross join lateral (
                select id
                from jobs.item
                where batch_id = turn.id
                  and queue = :queue
                  and state = 'WAITING'
                  and (run_at is null or run_at <= now())
                  and kills <= :maxKills
                order by position
                limit :count
                for no key update skip locked
              ) i
              limit :count
            ),
            taken as (
              update jobs.item i
              set state = 'RUNNING',
                lane = :lane,
                node = :node,
                claim = i.claim + 1,
                started_at = clock_timestamp()
              from picked p
              where i.id = p.id
              returning i.id, i.batch_id, p.kind, p.owner, i.position, i.queue, i.label, i.input,
                i.group_key, i.attempts, i.kills, i.claim, i.created_at, p.first, p.revision,
                p.place
            )
            select id, batch_id, kind, owner, position, queue, label, input, group_key, attempts,
              kills, claim, created_at, first, revision
            from taken
            order by place
            """)
        .param("owners", turns.owners())
        .param("batches", turns.batches())
        .param("lastOwner", turns.lastOwner())
        .param("queue", lease.queue())
        .param("lane", lease.lane())
        .param("version", lease.version())
        .param("node", lease.node())
        .param("count", count)
        .param("maxKills", maxKills)
        .query(ClaimRepository::claimed)
        .list();
  }

  /** The items that an earlier holder of the lane left running. */
  List<Claimed> left(String queue, String lane) {
    return running("i.queue = :a and i.lane = :b", queue, lane);
  }

  /** The items that this node has running. */
  List<Claimed> runningOn(String node) {
    return running("i.node = :a and i.node = :b", node, node);
  }

  private List<Claimed> running(String condition, String a, String b) {
    return jdbc.sql(
            """
            select i.id, i.batch_id, b.kind, b.owner, i.position, i.queue, i.label, i.input,
              i.group_key, i.attempts, i.kills, i.claim, i.created_at, false as first, b.revision
            from jobs.item i
            join jobs.batch b on b.id = i.batch_id
            where i.state = 'RUNNING'
              and
            """
                + condition)
        .param("a", a)
        .param("b", b)
        .query(ClaimRepository::claimed)
        .list();
  }

  /**
   * How long until an item or the queue itself is due again.
   *
   * @return null when nothing waits for a time
   */
  @Nullable Duration nextDue(String queue) {
    Long millis =
        jdbc.sql(
                """
                select (extract(epoch from least(
                    (select min(until) from jobs.queue_pause
                     where queue = :queue and until > now()),
                    (select min(run_at) from jobs.item
                     where queue = :queue and state = 'WAITING' and run_at > now()))
                  - now()) * 1000)::bigint
                """)
            .param("queue", queue)
            .query(Long.class)
            .optional()
            .orElse(null);
    return millis == null ? null : Duration.ofMillis(Math.max(1, millis + 1));
  }

  /** Notes that a batch's first item was taken. */
  void started(BatchId batch) {
    jdbc.sql("update jobs.batch set started_at = now() where id = :id and started_at is null")
        .param("id", batch.value())
        .update();
  }

  /** Forgets the deaths in the middle of an item; false when it was claimed again. */
  boolean forgetDeaths(Claimed item) {
    return jdbc.sql(
                """
                update jobs.item
                set kills = 0
                where id = :id
                  and state = 'RUNNING'
                  and claim = :claim
                """)
            .param("id", item.id().value())
            .param("claim", item.claim())
            .update()
        == 1;
  }

  /** Whether the lease still stands. */
  boolean holds(Lease lease) {
    return jdbc.sql(
            """
            select exists (
              select from jobs.scheduled_tasks
              where task_name = :queue
                and task_instance = :lane
                and picked
                and version = :version)
            """)
        .param("queue", lease.queue())
        .param("lane", lease.lane())
        .param("version", lease.version())
        .query(Boolean.class)
        .single();
  }

  private static Claimed claimed(ResultSet row, int number) throws SQLException {
    return new Claimed(
        new ItemId(row.getObject("id", UUID.class)),
        new BatchId(row.getObject("batch_id", UUID.class)),
        row.getString("kind"),
        new UserId(row.getObject("owner", UUID.class)),
        row.getInt("position"),
        row.getString("queue"),
        row.getString("label"),
        row.getString("input"),
        row.getString("group_key"),
        row.getInt("attempts"),
        row.getInt("kills"),
        row.getLong("claim"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("first"),
        row.getInt("revision"));
  }
}
