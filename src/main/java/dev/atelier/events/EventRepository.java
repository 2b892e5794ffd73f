package dev.atelier.events;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class EventRepository {

  private final JdbcClient jdbc;

  EventRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps every other writer off the topic until the transaction ends. */
  void hold(String topic) {
    jdbc.sql(
            """
            insert into events.topic (name, last_sequence)
            values (:topic, 0)
            on conflict (name) do update
            set last_sequence = topic.last_sequence
            """)
        .param("topic", topic)
        .update();
  }

  /** Numbers and inserts events of a held topic. */
  void append(String topic, String[] types, String[] data) {
    jdbc.sql(
            """
            with advanced as (
              update events.topic
              set last_sequence = last_sequence + :count
              where name = :topic
              returning last_sequence - :count as base
            )
            insert into events.event (topic, sequence, type, data)
            select :topic, advanced.base + added.position, added.type, added.data::json
            from advanced,
              unnest(:types::text[], :data::text[]) with ordinality as added (type, data, position)
            """)
        .param("topic", topic)
        .param("count", types.length)
        .param("types", types)
        .param("data", data)
        .update();
  }

  List<Event> after(String topic, long sequence, int limit) {
    return jdbc.sql(
            """
            select sequence, type, data
            from events.event
            where topic = :topic
              and sequence > :sequence
            order by sequence
            limit :limit
            """)
        .param("topic", topic)
        .param("sequence", sequence)
        .param("limit", limit)
        .query((row, number) ->
            new Event(row.getLong("sequence"), row.getString("type"), row.getString("data")))
        .list();
  }

  /** Where a topic stands, seen from a sequence. */
  Place place(String topic, long sequence) {
    return jdbc.sql(
            """
            select topic.last_sequence, coalesce(event.type, '') as type
            from events.topic
            left join events.event
              on event.topic = topic.name
              and event.sequence = :sequence
            where topic.name = :topic
            """)
        .param("topic", topic)
        .param("sequence", sequence)
        .query((row, number) -> new Place(row.getLong("last_sequence"), row.getString("type")))
        .optional()
        .orElse(Place.EMPTY);
  }

  Map<String, Long> lastSequences(Collection<String> topics) {
    return jdbc
        .sql(
            """
            select name, last_sequence
            from events.topic
            where name = any(:topics::text[])
            """)
        .param("topics", topics.toArray(String[]::new))
        .query((row, number) -> Map.entry(row.getString("name"), row.getLong("last_sequence")))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  void retract(String topic, Collection<String> types) {
    jdbc.sql(
            """
            delete from events.event
            where topic = :topic
              and type = any(:types::text[])
            """)
        .param("topic", topic)
        .param("types", types.toArray(String[]::new))
        .update();
  }

  void delete(String topic) {
    // The topic first: it waits for whoever appends.
    jdbc.sql("delete from events.topic where name = :topic").param("topic", topic).update();
    jdbc.sql("delete from events.event where topic = :topic").param("topic", topic).update();
  }

  /**
   * @param last the topic's last sequence
   * @param type the type of the event at the asked sequence, empty where there is none
   */
  record Place(long last, String type) {
    static final Place EMPTY = new Place(0, "");
  }
}
