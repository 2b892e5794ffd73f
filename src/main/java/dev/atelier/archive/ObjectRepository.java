package dev.atelier.archive;

import dev.atelier.providers.SourceObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the bucket held when a run began; of the newest run only. */
@Repository
class ObjectRepository {

  private final JdbcClient jdbc;

  ObjectRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void clear() {
    // Nothing else reads it, so that it needs no row by row removal.
    jdbc.sql("truncate archive.object").update();
  }

  void insert(RunId run, List<SourceObject> objects) {
    jdbc.sql(
            """
            insert into archive.object
              (run, path, size, generation, crc32c, md5, encoding, public_token, updated_at)
            select :run, o.path, o.size, o.generation, o.crc32c, o.md5, o.encoding, o.token,
              o.updated::timestamptz
            from unnest(:paths::text[], :sizes::bigint[], :generations::bigint[], :crc32cs::text[],
                :md5s::text[], :encodings::text[], :tokens::boolean[], :updated::text[])
              as o (path, size, generation, crc32c, md5, encoding, token, updated)
            on conflict do nothing
            """)
        .param("run", run.value())
        .param("paths", texts(objects, object -> Texts.storable(object.path())))
        .param("sizes", objects.stream().map(SourceObject::size).toArray(Long[]::new))
        .param("generations", objects.stream().map(SourceObject::generation).toArray(Long[]::new))
        .param("crc32cs", texts(objects, SourceObject::crc32c))
        .param("md5s", texts(objects, SourceObject::md5))
        .param("encodings", texts(objects, SourceObject::contentEncoding))
        .param("tokens", objects.stream().map(SourceObject::hasPublicToken).toArray(Boolean[]::new))
        .param(
            "updated", texts(objects, o -> o.updatedAt() == null ? null : o.updatedAt().toString()))
        .update();
  }

  /** Those of the objects that there were, by path. */
  Map<String, SourceObject> find(RunId run, Collection<String> paths) {
    return jdbc
        .sql(
            """
            select path, size, generation, crc32c, md5, encoding, public_token, updated_at
            from archive.object
            where run = :run
              and path = any(:paths)
            """)
        .param("run", run.value())
        .param("paths", paths.toArray(String[]::new))
        .query(ObjectRepository::object)
        .list()
        .stream()
        .collect(Collectors.toMap(SourceObject::path, Function.identity()));
  }

  private static @Nullable String[] texts(
      List<SourceObject> objects, Function<SourceObject, @Nullable String> text) {
    return objects.stream().map(text).toArray(String[]::new);
  }

  private static SourceObject object(ResultSet row, int number) throws SQLException {
    return new SourceObject(
        row.getString("path"),
        row.getLong("size"),
        row.getLong("generation"),
        row.getString("crc32c"),
        row.getString("md5"),
        null,
        row.getString("encoding"),
        row.getBoolean("public_token"),
        RunRepository.instant(row, "updated_at"));
  }
}
