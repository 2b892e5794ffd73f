package dev.atelier.archive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class FindingRepository {

  private final JdbcClient jdbc;

  FindingRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void clear(RunId run) {
    jdbc.sql("delete from archive.finding where run = :run").param("run", run.value()).update();
  }

  /** Adds findings; one that is known already is not there twice. */
  void insert(RunId run, List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into archive.finding (run, kind, subject, folder, detail, bytes)
            select :run, f.kind, f.subject, f.folder, f.detail, f.bytes
            from unnest(:kinds::text[], :subjects::text[], :folders::text[], :details::text[],
                :bytes::bigint[])
              as f (kind, subject, folder, detail, bytes)
            on conflict do nothing
            """)
        .param("run", run.value())
        .param("kinds", texts(findings, Finding::kind))
        .param("subjects", texts(findings, finding -> Texts.error(finding.subject())))
        .param("folders", texts(findings, Finding::folder))
        .param("details", texts(findings, finding -> Texts.error(finding.detail())))
        .param("bytes", findings.stream().map(Finding::bytes).toArray(Long[]::new))
        .update();
  }

  /** Finds objects of a whole run that no archived document names, and those with a token. */
  void insertAboutObjects(Run run) {
    jdbc.sql(
            """
            insert into archive.finding (run, kind, subject, detail, bytes)
            select o.run, 'object_without_metadata', o.path,
              'No document of a user names this object', o.size
            from archive.object o
            where o.run = :run
              and o.path not like '%/'
              and not exists (
                select from archive.file f where f.root = :root and f.object = o.path)
            order by o.path
            on conflict do nothing
            """)
        .param("run", run.id().value())
        .param("root", run.root())
        .update();
    jdbc.sql(
            """
            insert into archive.finding (run, kind, subject, detail, bytes)
            select o.run, 'public_token', o.path,
              'Anybody who knows the token of this object may read it', o.size
            from archive.object o
            where o.run = :run
              and o.public_token
            order by o.path
            on conflict do nothing
            """)
        .param("run", run.id().value())
        .update();
  }

  /** Finds files of a run with the same bytes. */
  void insertDuplicates(Run run) {
    jdbc.sql(
            """
            insert into archive.finding (run, kind, subject, detail, bytes)
            select :run, 'duplicate', f.sha256,
              left(count(*) || ' files: '
                || string_agg(f.folder || '/' || f.kind || '/' || f.name, ', '
                  order by f.folder, f.kind, f.name), 500),
              min(f.size) * (count(*) - 1)
            from archive.file f
            where f.root = :root
              and f.folder in (select u.folder from archive.run_user u where u.run = :run)
              and f.seen_by = :run
              and f.size > 0
              and f.sha256 is not null
            group by f.sha256
            having count(*) > 1
            on conflict do nothing
            """)
        .param("run", run.id().value())
        .param("root", run.root())
        .update();
  }

  /** A finding and the place that pages go by. */
  record Row(
      long id,
      String kind,
      String subject,
      @Nullable String folder,
      String detail,
      @Nullable Long bytes) {}

  List<Row> page(RunId run, @Nullable String kind, long after, int limit) {
    return jdbc.sql(
            """
            select id, kind, subject, folder, detail, bytes
            from archive.finding
            where run = :run
              and id > :after
              and (:kind::text is null or kind = :kind)
            order by id
            limit :limit
            """)
        .param("run", run.value())
        .param("after", after)
        .param("kind", kind)
        .param("limit", limit)
        .query(new DataClassRowMapper<>(Row.class))
        .list();
  }

  /** How many there are of a kind, and bytes of all of them. */
  record Count(long count, long bytes) {}

  Map<String, Count> counts(RunId run) {
    Map<String, Count> counts = new LinkedHashMap<>();
    jdbc.sql(
            """
            select kind, count(*) as count, coalesce(sum(bytes), 0) as bytes
            from archive.finding
            where run = :run
            group by kind
            order by kind
            """)
        .param("run", run.value())
        .query(row -> {
          counts.put(row.getString("kind"), new Count(row.getLong("count"), row.getLong("bytes")));
        });
    return counts;
  }

  private static @Nullable String[] texts(
      List<Finding> findings, Function<Finding, @Nullable String> text) {
    return findings.stream().map(text).toArray(String[]::new);
  }
}
