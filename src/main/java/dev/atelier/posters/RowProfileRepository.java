package dev.atelier.posters;

import dev.atelier.providers.ProfileDirectory.Profile;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the directory said of the people of a run. */
@Repository
class RowProfileRepository {

  private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  RowProfileRepository(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Keeps a profile; the first one of a name stays. */
  void insert(RunId run, String nameKey, long userId, Profile profile) {
    jdbc.sql(
            """
            insert into posters.profile (run_id, name_key, user_id, username, fields)
            values (:run, :nameKey, :userId, :username, :fields::jsonb)
            on conflict (run_id, name_key) do nothing
            """)
        .param("run", run.value())
        .param("nameKey", nameKey)
        .param("userId", userId)
        .param("username", profile.username())
        .param("fields", json.writeValueAsString(profile.fields()))
        .update();
  }

  Optional<Profile> find(RunId run, String nameKey) {
    return jdbc.sql(
            """
            select user_id, username, fields
            from posters.profile
            where run_id = :run
              and name_key = :nameKey
            """)
        .param("run", run.value())
        .param("nameKey", nameKey)
        .query((row, number) ->
            new Profile(
                row.getLong("user_id"),
                row.getString("username"),
                json.readValue(row.getString("fields"), FIELDS)))
        .optional();
  }
}
