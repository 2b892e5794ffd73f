package dev.atelier.posters;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What happened in a run, in sentences for the people who watch it. */
@Repository
class RunLogRepository {

  private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  RunLogRepository(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void append(RunId run, Level level, String message, Map<String, ?> details) {
    jdbc.sql(
            """
            insert into posters.log (run_id, level, message, details)
            values (:run, :level, :message, :details::jsonb)
            """)
        .param("run", run.value())
        .param("level", level.name())
        .param("message", message)
        .param("details", json.writeValueAsString(details))
        .update();
  }

  /** A line to append. */
  record NewLine(Level level, String message, Map<String, ?> details) {}

  void append(RunId run, List<NewLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into posters.log (run_id, level, message, details)
            select :run, level, message, details::jsonb
            from unnest(:levels::text[], :messages::text[], :details::text[])
              with ordinality as added (level, message, details, place)
            order by place
            """)
        .param("run", run.value())
        .param("levels", lines.stream().map(line -> line.level().name()).toArray(String[]::new))
        .param("messages", lines.stream().map(NewLine::message).toArray(String[]::new))
        .param(
            "details",
            lines.stream()
                .map(line -> json.writeValueAsString(line.details()))
                .toArray(String[]::new))
        .update();
  }

  /** Newest first. */
  List<Line> newest(RunId run, @Nullable Level level, int limit) {
    return jdbc.sql(
            """
            select id, level, message, details, created_at
            from posters.log
            where run_id = :run
              and (:level::text is null or level = :level)
            order by id desc
            limit :limit
            """)
        .param("run", run.value())
        .param("level", level == null ? null : level.name())
        .param("limit", limit)
        .query((row, number) ->
            new Line(
                row.getLong("id"),
                Level.valueOf(row.getString("level")),
                row.getString("message"),
                json.readValue(row.getString("details"), DETAILS),
                row.getObject("created_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** How much a line matters; the names are those of the wire. */
  enum Level {
    DEBUG,
    INFO,
    WARNING,
    ERROR,
    CRITICAL
  }

  record Line(
      long id, Level level, String message, Map<String, Object> details, Instant createdAt) {}
}
