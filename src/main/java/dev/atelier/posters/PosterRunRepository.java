package dev.atelier.posters;

import dev.atelier.identity.Caller;
import dev.atelier.identity.UserId;
import dev.atelier.jobs.BatchId;
import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Output;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class PosterRunRepository {

  private static final TypeReference<List<PosterRun.Warning>> WARNINGS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  PosterRunRepository(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(PosterRun run) {
    jdbc.sql(
            """
            insert into posters.run (id, batch, owner, name, template, columns, size, width, height,
              format, scale, quality, offline_profiles, warnings,
              by_identifiers)
            values (:id, :batch, :owner, :name, :template, :columns, :size, :width, :height,
              :format, :scale, :quality, :offlineProfiles, :warnings::jsonb,
              :byIdentifiers)
            """)
        .param("id", run.id().value())
        .param("batch", run.batch().value())
        .param("owner", run.owner().value())
        .param("name", run.name())
        .param("template", run.template())
        .param("columns", run.columns().toArray(String[]::new))
        .param("size", run.size())
        .param("width", run.width())
        .param("height", run.height())
        .param("format", run.format().name())
        .param("scale", run.output().scale())
        .param("quality", run.output().quality())
        .param("offlineProfiles", run.offlineProfiles())
        .param("warnings", json.writeValueAsString(run.warnings()))
        .param("byIdentifiers", run.byIdentifiers())
        .update();
  }

  /** Gives a run another template. */
  void setTemplate(RunId id, String template, List<PosterRun.Warning> warnings) {
    jdbc.sql(
            """
            update posters.run
            set template = :template, template_at = now(), warnings = :warnings::jsonb
            where id = :id
            """)
        .param("id", id.value())
        .param("template", template)
        .param("warnings", json.writeValueAsString(warnings))
        .update();
  }

  void setWarnings(RunId id, List<PosterRun.Warning> warnings) {
    jdbc.sql(
            """
            update posters.run
            set warnings = :warnings::jsonb
            where id = :id
            """)
        .param("id", id.value())
        .param("warnings", json.writeValueAsString(warnings))
        .update();
  }

  Optional<PosterRun> find(RunId id) {
    return jdbc.sql(
            """
            select id, batch, owner, name, template, columns, size, width, height, format,
              scale, quality, offline_profiles, warnings, created_at,
              coalesce(template_at, created_at) as template_at, by_identifiers
            from posters.run
            where id = :id
            """)
        .param("id", id.value())
        .query(this::map)
        .optional();
  }

  Optional<PosterRun> findByBatch(BatchId batch) {
    return findByBatches(List.of(batch)).stream().findFirst();
  }

  /** In no order. */
  List<PosterRun> findByBatches(Collection<BatchId> batches) {
    return jdbc.sql(
            """
            select id, batch, owner, name, template, columns, size, width, height, format,
              scale, quality, offline_profiles, warnings, created_at,
              coalesce(template_at, created_at) as template_at, by_identifiers
            from posters.run
            where batch = any(:batches)
            """)
        .param("batches", batches.stream().map(BatchId::value).toArray(UUID[]::new))
        .query(this::map)
        .list();
  }

  /** What a batch's rows belong to; batches that are no runs are left out. */
  Map<BatchId, Origin> origins(Collection<BatchId> batches) {
    Map<BatchId, Origin> found = new HashMap<>();
    jdbc.sql(
            """
            select id, batch, owner, offline_profiles
            from posters.run
            where batch = any(:batches)
            """)
        .param("batches", batches.stream().map(BatchId::value).toArray(UUID[]::new))
        .query(row -> {
          found.put(
              new BatchId(row.getObject("batch", UUID.class)),
              new Origin(
                  new RunId(row.getString("id")),
                  new UserId(row.getObject("owner", UUID.class)),
                  row.getBoolean("offline_profiles")));
        });
    return found;
  }

  /** A run without what is large of it. */
  record Origin(RunId run, UserId owner, boolean offlineProfiles) {}

  /** Newest first: the caller's runs, or everybody's for the operator. */
  List<PosterRun> page(Caller caller, @Nullable RunId after, int limit) {
    return jdbc.sql(
            """
            select id, batch, owner, name, template, columns, size, width, height, format,
              scale, quality, offline_profiles, warnings, created_at,
              coalesce(template_at, created_at) as template_at, by_identifiers
            from posters.run
            where (:everybody or owner = :owner)
              and (:after::text is null
                or (created_at, id) < (select created_at, id from posters.run where id = :after))
            order by created_at desc, id desc
            limit :limit
            """)
        .param("everybody", caller.operator())
        .param("owner", caller.id().value())
        .param("after", after == null ? null : after.value())
        .param("limit", limit)
        .query(this::map)
        .list();
  }

  private PosterRun map(ResultSet row, int number) throws SQLException {
    Array columns = row.getArray("columns");
    return new PosterRun(
        new RunId(row.getString("id")),
        new BatchId(row.getObject("batch", UUID.class)),
        new UserId(row.getObject("owner", UUID.class)),
        row.getString("name"),
        row.getString("template"),
        List.of((String[]) columns.getArray()),
        row.getString("size"),
        row.getInt("width"),
        row.getInt("height"),
        new Output(
            Format.valueOf(row.getString("format")), row.getInt("scale"), row.getInt("quality")),
        row.getBoolean("offline_profiles"),
        json.readValue(row.getString("warnings"), WARNINGS),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("template_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("by_identifiers"));
  }
}
