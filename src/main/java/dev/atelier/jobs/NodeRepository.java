package dev.atelier.jobs;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Nodes and the rows of their lanes. */
@Repository
class NodeRepository {

  private final JdbcClient jdbc;

  NodeRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void seen(String node) {
    jdbc.sql(
            """
            insert into jobs.node (id, seen_at)
            values (:node, now())
            on conflict (id) do update
            set seen_at = excluded.seen_at
            """)
        .param("node", node)
        .update();
  }

  void forget(String node) {
    jdbc.sql("delete from jobs.node where id = :node").param("node", node).update();
  }

  /** Whether any other node was seen in the last seconds. */
  boolean hasOthers(String node, long seconds) {
    return jdbc.sql(
            """
            select exists (
              select from jobs.node
              where id <> :node
                and seen_at > now() - make_interval(secs => :seconds))
            """)
        .param("node", node)
        .param("seconds", seconds)
        .query(Boolean.class)
        .single();
  }

  boolean lives(String node, long seconds) {
    return jdbc.sql(
            """
            select exists (
              select from jobs.node
              where id = :node
                and seen_at > now() - make_interval(secs => :seconds))
            """)
        .param("node", node)
        .param("seconds", seconds)
        .query(Boolean.class)
        .single();
  }

  /** Adds the lanes that do not exist yet, due at once. */
  void addLanes(String queue, List<String> lanes) {
    jdbc.sql(
            """
            insert into jobs.scheduled_tasks
              (task_name, task_instance, execution_time, picked, consecutive_failures, version,
               priority)
            select :queue, lane, now(), false, 0, 1, 50
            from unnest(:lanes::text[]) as lane
            on conflict (task_name, task_instance) do nothing
            """)
        .param("queue", queue)
        .param("lanes", lanes.toArray(String[]::new))
        .update();
  }

  /** Frees the lanes that the node holds, due at once; whoever still runs one loses its lease. */
  int releaseLanes(String node) {
    return jdbc.sql(
            """
            update jobs.scheduled_tasks
            set picked = false,
              picked_by = null,
              last_heartbeat = null,
              execution_time = now(),
              version = version + 1
            where picked
              and picked_by = :node
            """)
        .param("node", node)
        .update();
  }
}
