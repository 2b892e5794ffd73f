package dev.atelier.posters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The options of runs; a run without has no row. */
@Repository
class RunOptionsRepository {

  private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  RunOptionsRepository(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(RunId run, RunOptions options) {
    if (options.equals(RunOptions.NONE)) {
      return;
    }
    jdbc.sql(
            """
            insert into posters.options (run_id, logo, profile_picture, skip_overlays, model,
              metadata)
            values (:run, :logo, :profilePicture, :skipOverlays, :model, :metadata::jsonb)
            """)
        .param("run", run.value())
        .param("logo", options.logo())
        .param("profilePicture", options.profilePicture())
        .param("skipOverlays", options.skipOverlays())
        .param("model", options.model())
        .param("metadata", json.writeValueAsString(options.metadata()))
        .update();
  }

  RunOptions find(RunId run) {
    return jdbc.sql(
            """
            select run_id, logo, profile_picture, skip_overlays, model, metadata
            from posters.options
            where run_id = :run
            """)
        .param("run", run.value())
        .query(this::map)
        .optional()
        .orElse(RunOptions.NONE);
  }

  /** The options of those runs that have some; of a logo only so much as tells what it is. */
  Map<RunId, RunOptions> summaries(Collection<RunId> runs) {
    Map<RunId, RunOptions> found = new HashMap<>();
    jdbc.sql(
            """
            select run_id, profile_picture, skip_overlays, model, metadata,
              case when logo ilike 'data:%' then split_part(logo, ',', 1) else logo end as logo
            from posters.options
            where run_id = any(:runs)
            """)
        .param("runs", runs.stream().map(RunId::value).toArray(String[]::new))
        .query(row -> {
          found.put(new RunId(row.getString("run_id")), map(row, 0));
        });
    return found;
  }

  private RunOptions map(ResultSet row, int number) throws SQLException {
    return new RunOptions(
        row.getString("logo"),
        row.getBoolean("profile_picture"),
        row.getBoolean("skip_overlays"),
        row.getString("model"),
        json.readValue(row.getString("metadata"), METADATA));
  }
}
