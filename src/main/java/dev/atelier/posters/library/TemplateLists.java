package dev.atelier.posters.library;

import dev.atelier.identity.UserId;
import dev.atelier.posters.library.TemplateRepository.Summary;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The ways to leaf through the templates of an owner. */
@Repository
class TemplateLists {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  TemplateLists(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * By section, in it the newest first; fewer than the limit where they would weigh too much.
   *
   * @param section only of this one, or of all
   * @param after the last of the page before
   */
  List<StoredTemplate> page(
      UserId owner,
      @Nullable String section,
      @Nullable StoredTemplate after,
      int limit,
      long maxBytes) {
    return jdbc.sql(
            """
            with page as (
              select *, sum(octet_length(html) + octet_length(css)) over (
                order by section, version desc) as weight,
                row_number() over (order by section, version desc) as position
              from posters.template
              where owner = :owner
                and deleted_at is null
                and (:section::text is null or section = :section)
                and (:afterSection::text is null
                  or section > :afterSection
                  or (section = :afterSection and version < :afterVersion))
              order by section, version desc
              limit :limit
            )
            select %s
            from page
            where weight <= :maxBytes or position = 1
            order by section, version desc
            """
                .formatted(TemplateRepository.COLUMNS))
        .param("owner", owner.value())
        .param("section", section)
        .param("afterSection", after == null ? null : after.section())
        .param("afterVersion", after == null ? 0 : after.version())
        .param("limit", limit)
        .param("maxBytes", maxBytes)
        .query((row, number) -> TemplateRepository.template(row, json))
        .list();
  }

  /** Whether there is one that {@link #page} would give after this one. */
  boolean existsAfter(UserId owner, @Nullable String section, StoredTemplate last) {
    return jdbc.sql(
            """
            select exists (
              select 1
              from posters.template
              where owner = :owner
                and deleted_at is null
                and (:section::text is null or section = :section)
                and (section > :lastSection
                  or (section = :lastSection and version < :lastVersion))
            )
            """)
        .param("owner", owner.value())
        .param("section", section)
        .param("lastSection", last.section())
        .param("lastVersion", last.version())
        .query(Boolean.class)
        .single();
  }

  /** By name: of each section the active version, or else the newest, and how many there are. */
  List<Section> sections(UserId owner, @Nullable String after, int limit) {
    return jdbc.sql(
            """
            select distinct on (section) id, section, version, name, active, width, height,
              placeholders, created_at, count(*) over (partition by section) as versions
            from posters.template
            where owner = :owner
              and deleted_at is null
              and (:after::text is null or section > :after)
            order by section, active desc, version desc
            limit :limit
            """)
        .param("owner", owner.value())
        .param("after", after)
        .param("limit", limit)
        .query(
            (row, number) -> new Section(TemplateRepository.summary(row), row.getInt("versions")))
        .list();
  }

  /** The versions of a section, newest first. */
  List<Summary> versions(UserId owner, String section, int before, int limit) {
    return jdbc.sql(
            """
            select id, section, version, name, active, width, height, placeholders, created_at
            from posters.template
            where owner = :owner
              and section = :section
              and deleted_at is null
              and version < :before
            order by version desc
            limit :limit
            """)
        .param("owner", owner.value())
        .param("section", section)
        .param("before", before)
        .param("limit", limit)
        .query((row, number) -> TemplateRepository.summary(row))
        .list();
  }

  /** A section by its active version, or else its newest. */
  record Section(Summary template, int versions) {}
}
