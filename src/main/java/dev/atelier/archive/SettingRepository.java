package dev.atelier.archive;

import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the operator has set while Atelier runs, for all nodes. */
@Repository
class SettingRepository {

  private static final String BANDWIDTH = "bandwidth";

  private final JdbcClient jdbc;

  SettingRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Bytes a second for each node; 0 for no limit, nothing where it was never set. */
  OptionalLong bandwidth() {
    return jdbc.sql("select value::bigint from archive.setting where name = :name")
        .param("name", BANDWIDTH)
        .query(Long.class)
        .optional()
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  void setBandwidth(long bytesPerSecond) {
    jdbc.sql(
            """
            insert into archive.setting (name, value)
            values (:name, :value)
            on conflict (name) do update
            set value = excluded.value
            """)
        .param("name", BANDWIDTH)
        .param("value", Long.toString(bytesPerSecond))
        .update();
  }
}
