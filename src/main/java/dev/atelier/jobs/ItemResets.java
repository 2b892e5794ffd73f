package dev.atelier.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Items that wait again after they had ended, some of them with another content. */
@Repository
class ItemResets {

  /** What {@code chosen} names waits as if it were new, but keeps its output. */
  private static final String RESET =
      """
      changed as (
        update jobs.item i
        set state = case when c.group_key is null or c.place = 1 then 'WAITING' else 'HELD' end,
          queue = c.queue,
          label = c.label,
          input = c.input,
          group_key = c.group_key,
          startable = true,
          attempts = 0,
          kills = 0,
          run_at = null,
          lane = null,
          node = null,
          failure_code = null,
          failure_message = null,
          started_at = null,
          ended_at = null,
          work_millis = null
        from chosen c
        where i.id = c.id
        returning i.queue, c.state as before
      )
      select queue, before, count(*) as items
      from changed
      group by queue, before
      """;

  private final JdbcClient jdbc;

  ItemResets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How many items of a queue wait again, and how they had ended. */
  record Reset(String queue, Item.State before, int items) {

    static int count(Collection<Reset> resets, Item.State before) {
      return resets.stream().filter(reset -> reset.before() == before).mapToInt(Reset::items).sum();
    }

    static Set<String> queues(Collection<Reset> resets) {
      return resets.stream().map(Reset::queue).collect(Collectors.toSet());
    }
  }

  /** Lets items that ended so wait again; of each group the first, while the others are held. */
  List<Reset> retry(BatchId batch, Set<Item.State> ended) {
    return jdbc.sql(
            """
            with chosen as (
              select id, state, queue, label, input, group_key,
                row_number() over (partition by queue, group_key order by position) as place
              from jobs.item
              where batch_id = :batch
                and startable
                and state = any(:states)
            ),
            """
                + RESET)
        .param("batch", batch.value())
        .param("states", ended.stream().map(Enum::name).toArray(String[]::new))
        .query(ItemResets::reset)
        .list();
  }

  /** Gives items another content and lets them wait. */
  List<Reset> replace(BatchId batch, Map<Integer, Jobs.NewItem> items, JsonMapper json) {
    List<Map.Entry<Integer, Jobs.NewItem>> entries = List.copyOf(items.entrySet());
    return jdbc.sql(
            """
            with chosen as (
              select i.id, i.state, g.queue, g.label, g.input, g.group_key,
                row_number() over (partition by g.queue, g.group_key order by g.position) as place
              from unnest(
                  :positions::int[], :queues::text[], :labels::text[], :inputs::text[],
                  :groups::text[])
                as g (position, queue, label, input, group_key)
              join jobs.item i on i.batch_id = :batch and i.position = g.position
            ),
            """
                + RESET)
        .param("batch", batch.value())
        .param("positions", entries.stream().map(Map.Entry::getKey).toArray(Integer[]::new))
        .param("queues", texts(entries, Jobs.NewItem::queue))
        .param("labels", texts(entries, Jobs.NewItem::label))
        .param("inputs", texts(entries, item -> json.writeValueAsString(item.input())))
        .param("groups", texts(entries, Jobs.NewItem::group))
        .query(ItemResets::reset)
        .list();
  }

  private static @Nullable String[] texts(
      List<Map.Entry<Integer, Jobs.NewItem>> entries,
      Function<Jobs.NewItem, @Nullable String> text) {
    return entries.stream().map(entry -> text.apply(entry.getValue())).toArray(String[]::new);
  }

  /** Removes items; tells how they had ended. */
  List<Reset> remove(BatchId batch, Collection<Integer> positions) {
    return jdbc.sql(
            """
            with removed as (
              delete from jobs.item
              where batch_id = :batch
                and position = any(:positions)
              returning queue, state
            )
            select queue, state as before, count(*) as items
            from removed
            group by queue, state
            """)
        .param("batch", batch.value())
        .param("positions", positions.toArray(Integer[]::new))
        .query(ItemResets::reset)
        .list();
  }

  int lastPosition(BatchId batch) {
    return jdbc.sql("select coalesce(max(position), 0) from jobs.item where batch_id = :batch")
        .param("batch", batch.value())
        .query(Integer.class)
        .single();
  }

  private static Reset reset(ResultSet row, int number) throws SQLException {
    return new Reset(
        row.getString("queue"), Item.State.valueOf(row.getString("before")), row.getInt("items"));
  }
}
