package dev.atelier.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Items as people and steering see them: read, held in groups, or cancelled in bulk. */
@Repository
class ItemRepository {

  private static final String COLUMNS =
      "id, batch_id, position, queue, state, label, input, output, attempts, failure_code,"
          + " failure_message, created_at, started_at, ended_at, work_millis";

  private final JdbcClient jdbc;

  ItemRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Item> page(BatchId batch, Item.@Nullable State state, int afterPosition, int limit) {
    // The state stands in the text, so that the planner can use the index of that state.
    String only = state == null ? "" : "and state = '" + state.name() + "'\n";
    return jdbc.sql(
            "select "
                + COLUMNS
                + """

                from jobs.item
                where batch_id = :batch
                  and position > :after
                """
                + only
                + """
                order by position
                limit :limit
                """)
        .param("batch", batch.value())
        .param("after", afterPosition)
        .param("limit", limit)
        .query(ItemRepository::item)
        .list();
  }

  List<Item> at(BatchId batch, Collection<Integer> positions) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """

                from jobs.item
                where batch_id = :batch
                  and position = any(:positions)
                """)
        .param("batch", batch.value())
        .param("positions", positions.toArray(Integer[]::new))
        .query(ItemRepository::item)
        .list();
  }

  Optional<Item> find(ItemId id) {
    return findAll(List.of(id)).stream().findFirst();
  }

  List<Item> findAll(Collection<ItemId> ids) {
    return jdbc.sql("select " + COLUMNS + " from jobs.item where id = any(:ids)")
        .param("ids", ids.stream().map(ItemId::value).toArray(UUID[]::new))
        .query(ItemRepository::item)
        .list();
  }

  /** Lets the items that a group holds wait in another queue, free of the group. */
  void moveHeld(Claimed leader, String queue) {
    held(
            leader,
            """
            update jobs.item
            set state = 'WAITING', queue = :to, group_key = null
            where batch_id = :batch
              and queue = :queue
              and group_key = :group
              and state = 'HELD'
            """)
        .param("to", queue)
        .update();
  }

  /** Lets up to that many of the items that a group holds fail as their leader does. */
  List<Item> failHeld(Claimed leader, Item.Failure failure, int limit) {
    return held(
            leader,
            """
            update jobs.item
            set state = 'FAILED',
              failure_code = :code,
              failure_message = :message,
              ended_at = clock_timestamp()
            where id in (
              select id
              from jobs.item
              where batch_id = :batch
                and queue = :queue
                and group_key = :group
                and state = 'HELD'
              order by position
              limit :limit)
            returning
            """
                + COLUMNS)
        .param("code", failure.code())
        .param("message", failure.message())
        .param("limit", limit)
        .query(ItemRepository::item)
        .list();
  }

  /** Lets the next item of the group start. */
  void promoteHeld(Claimed leader) {
    held(
            leader,
            """
            update jobs.item
            set state = 'WAITING'
            where id = (
              select id
              from jobs.item
              where batch_id = :batch
                and queue = :queue
                and group_key = :group
                and state = 'HELD'
              order by position
              limit 1)
            """)
        .update();
  }

  private JdbcClient.StatementSpec held(Claimed leader, String sql) {
    return jdbc.sql(sql)
        .param("batch", leader.batch().value())
        .param("queue", leader.queue())
        .param("group", leader.group());
  }

  /** Takes the times off waiting items; false where none had one. */
  boolean hasten(BatchId batch) {
    return jdbc.sql(
                """
                update jobs.item
                set run_at = null
                where batch_id = :batch
                  and state = 'WAITING'
                  and run_at is not null
                """)
            .param("batch", batch.value())
            .update()
        > 0;
  }

  /** Cancels what has not started; returns how many items that were. */
  int cancelWaiting(BatchId batch) {
    return jdbc.sql(
            """
            update jobs.item
            set state = 'CANCELLED', ended_at = clock_timestamp()
            where batch_id = :batch
              and state in ('WAITING', 'HELD')
            """)
        .param("batch", batch.value())
        .update();
  }

  private static Item item(ResultSet row, int number) throws SQLException {
    String code = row.getString("failure_code");
    Long millis = row.getObject("work_millis", Long.class);
    return new Item(
        new ItemId(row.getObject("id", UUID.class)),
        new BatchId(row.getObject("batch_id", UUID.class)),
        row.getInt("position"),
        row.getString("queue"),
        Item.State.valueOf(row.getString("state")),
        row.getString("label"),
        row.getString("input"),
        row.getString("output"),
        row.getInt("attempts"),
        code == null ? null : new Item.Failure(code, row.getString("failure_message")),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        BatchRepository.instant(row, "started_at"),
        BatchRepository.instant(row, "ended_at"),
        millis == null ? null : Duration.ofMillis(millis));
  }
}
