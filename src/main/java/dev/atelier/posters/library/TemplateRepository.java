package dev.atelier.posters.library;

import dev.atelier.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class TemplateRepository {

  static final String COLUMNS =
      "id, owner, section, version, name, active, html, css, preview_data, placeholders, width,"
          + " height, created_at";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  TemplateRepository(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Takes the next number of a section, which is locked until the transaction ends. */
  int nextVersion(UserId owner, String section) {
    return jdbc.sql(
            """
            insert into posters.template_section as section (owner, section, last_version)
            values (:owner, :section, 1)
            on conflict (owner, section) do update
            set last_version = section.last_version + 1
            returning last_version
            """)
        .param("owner", owner.value())
        .param("section", section)
        .query(Integer.class)
        .single();
  }

  /** Keeps others from activating in the section until the transaction ends. */
  void lock(UserId owner, String section) {
    jdbc.sql(
            """
            select last_version
            from posters.template_section
            where owner = :owner and section = :section
            for update
            """)
        .param("owner", owner.value())
        .param("section", section)
        .query(Integer.class)
        .single();
  }

  void insert(StoredTemplate template) {
    jdbc.sql(
            """
            insert into posters.template (id, owner, section, version, name, active, html, css,
              preview_data, placeholders, width, height, created_at)
            values (:id, :owner, :section, :version, :name, false, :html, :css,
              :previewData::jsonb, :placeholders, :width, :height, :createdAt)
            """)
        .param("id", template.id())
        .param("owner", template.owner().value())
        .param("section", template.section())
        .param("version", template.version())
        .param("name", template.name())
        .param("html", template.html())
        .param("css", template.css())
        .param("previewData", template.previewData().toString())
        .param("placeholders", template.placeholders().toArray(String[]::new))
        .param("width", template.width())
        .param("height", template.height())
        .param("createdAt", OffsetDateTime.ofInstant(template.createdAt(), ZoneOffset.UTC))
        .update();
  }

  /** Makes this the section's only active version; false where it is deleted. */
  boolean activate(StoredTemplate template) {
    // Two statements: the index on active versions is checked row by row.
    jdbc.sql(
            """
            update posters.template
            set active = false
            where owner = :owner and section = :section and active and id <> :id
            """)
        .param("owner", template.owner().value())
        .param("section", template.section())
        .param("id", template.id())
        .update();
    return jdbc.sql(
                """
                update posters.template
                set active = true
                where id = :id and deleted_at is null
                """)
            .param("id", template.id())
            .update()
        > 0;
  }

  void delete(UUID id) {
    jdbc.sql(
            """
            update posters.template
            set deleted_at = now(), active = false
            where id = :id and deleted_at is null
            """)
        .param("id", id)
        .update();
  }

  Optional<StoredTemplate> find(UUID id) {
    return jdbc.sql(
            """
            select %s
            from posters.template
            where id = :id and deleted_at is null
            """
                .formatted(COLUMNS))
        .param("id", id)
        .query(this::map)
        .optional();
  }

  Optional<StoredTemplate> findActive(UserId owner, String section) {
    return jdbc.sql(
            """
            select %s
            from posters.template
            where owner = :owner and section = :section and active and deleted_at is null
            """
                .formatted(COLUMNS))
        .param("owner", owner.value())
        .param("section", section)
        .query(this::map)
        .optional();
  }

  long count(UserId owner) {
    return jdbc.sql(
            """
            select count(*)
            from posters.template
            where owner = :owner and deleted_at is null
            """)
        .param("owner", owner.value())
        .query(Long.class)
        .single();
  }

  static Summary summary(ResultSet row) throws SQLException {
    return new Summary(
        row.getObject("id", UUID.class),
        row.getString("section"),
        row.getInt("version"),
        row.getString("name"),
        row.getBoolean("active"),
        row.getInt("width"),
        row.getInt("height"),
        List.of((String[]) row.getArray("placeholders").getArray()),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }

  private StoredTemplate map(ResultSet row, int number) throws SQLException {
    return template(row, json);
  }

  static StoredTemplate template(ResultSet row, JsonMapper json) throws SQLException {
    Summary summary = summary(row);
    return new StoredTemplate(
        summary.id(),
        new UserId(row.getObject("owner", UUID.class)),
        summary.section(),
        summary.version(),
        summary.name(),
        summary.active(),
        row.getString("html"),
        row.getString("css"),
        json.readTree(row.getString("preview_data")),
        summary.placeholders(),
        summary.width(),
        summary.height(),
        summary.createdAt());
  }

  /** A version without its content. */
  record Summary(
      UUID id,
      String section,
      int version,
      String name,
      boolean active,
      int width,
      int height,
      List<String> placeholders,
      Instant createdAt) {}
}
