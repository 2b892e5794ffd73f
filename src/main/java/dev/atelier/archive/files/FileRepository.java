package dev.atelier.archive.files;

import dev.atelier.providers.MediaKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is known of the files; many at a time, as there are many. */
@Repository
public class FileRepository {

  static final String COLUMNS =
      "folder, kind, item, name, document, object, size, generation, crc32c, crc32, md5, sha256,"
          + " encoding, modified_at, fetched_at, fetched_by";

  private final JdbcClient jdbc;

  FileRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Bytes that came to be in place. */
  public record Completed(ArchivedFile file, ArchivedFile.Held held) {}

  /** The files of these media, by medium. */
  public Map<String, ArchivedFile> find(
      UUID root, String folder, MediaKind kind, Collection<String> items) {
    return jdbc
        .sql(
            "select "
                + COLUMNS
                + """

                from archive.file
                where root = :root
                  and folder = :folder
                  and kind = :kind
                  and item = any(:items)
                """)
        .param("root", root)
        .param("folder", folder)
        .param("kind", kind.plural())
        .param("items", items.toArray(String[]::new))
        .query(FileRepository::file)
        .list()
        .stream()
        .collect(Collectors.toMap(ArchivedFile::item, Function.identity()));
  }

  /** Which of these folded names are taken. */
  Set<String> taken(UUID root, String folder, MediaKind kind, Collection<String> folded) {
    return Set.copyOf(
        jdbc.sql(
                """
                select folded
                from archive.file
                where root = :root
                  and folder = :folder
                  and kind = :kind
                  and folded = any(:folded)
                """)
            .param("root", root)
            .param("folder", folder)
            .param("kind", kind.plural())
            .param("folded", folded.toArray(String[]::new))
            .query(String.class)
            .list());
  }

  /** Gives media their names; those that have one, or whose name is taken, stay as they are. */
  void reserve(UUID root, List<ArchivedFile> files) {
    jdbc.sql(
            """
            insert into archive.file (root, folder, kind, item, name, folded, document, object)
            select :root, f.folder, f.kind, f.item, f.name, f.folded, f.document, f.object
            from unnest(:folders::text[], :kinds::text[], :items::text[], :names::text[],
                :folded::text[], :documents::text[], :objects::text[])
              as f (folder, kind, item, name, folded, document, object)
            on conflict do nothing
            """)
        .param("root", root)
        .param("folders", texts(files, ArchivedFile::folder))
        .param("kinds", texts(files, file -> file.kind().plural()))
        .param("items", texts(files, ArchivedFile::item))
        .param("names", texts(files, ArchivedFile::name))
        .param("folded", texts(files, file -> SafeName.fold(file.name())))
        .param("documents", texts(files, ArchivedFile::document))
        .param("objects", texts(files, ArchivedFile::object))
        .update();
  }

  /** Forgets the name of a medium whose bytes never came. */
  void release(UUID root, ArchivedFile file) {
    jdbc.sql(
            """
            delete from archive.file
            where root = :root
              and folder = :folder
              and kind = :kind
              and item = :item
              and sha256 is null
            """)
        .param("root", root)
        .param("folder", file.folder())
        .param("kind", file.kind().plural())
        .param("item", file.item())
        .update();
  }

  /**
   * Notes that bytes are in place, and that the run has seen them there; without waiting for the
   * disk, as files whose note is lost are read again. As an insert with a conflict each it finds
   * its rows by the key whatever the planner knows; a join made while the table was empty would
   * not.
   */
  void complete(UUID root, UUID boot, UUID run, List<Completed> completed) {
    jdbc.sql(
            """
            with known as (
              insert into archive.boot (root, boot)
              values (:root, :boot)
              on conflict do nothing
            )
            insert into archive.file (root, folder, kind, item, name, folded, document, object,
              size, generation, crc32c, crc32, md5, sha256, encoding, modified_at, fetched_at,
              fetched_by, seen_by, boot)
            select :root, c.folder, c.kind, c.item, c.name, c.folded, c.document, c.object, c.size,
              c.generation, c.crc32c, c.crc32, c.md5, c.sha256, c.encoding, c.modified_at,
              c.fetched_at, c.fetched_by, :run, :boot
            from unnest(:folders::text[], :kinds::text[], :items::text[], :names::text[],
                :folded::text[], :documents::text[], :objects::text[], :sizes::bigint[],
                :generations::bigint[], :crc32cs::text[], :crc32s::int[], :md5s::text[],
                :sha256s::text[], :encodings::text[], :modified::timestamptz[],
                :fetched::timestamptz[], :by::uuid[])
              as c (folder, kind, item, name, folded, document, object, size, generation, crc32c,
                crc32, md5, sha256, encoding, modified_at, fetched_at, fetched_by)
            where (select set_config('synchronous_commit', 'off', true)) is not null
            on conflict (root, folder, kind, item) do update
            set document = excluded.document,
              object = excluded.object,
              size = excluded.size,
              generation = excluded.generation,
              crc32c = excluded.crc32c,
              crc32 = excluded.crc32,
              md5 = excluded.md5,
              sha256 = excluded.sha256,
              encoding = excluded.encoding,
              modified_at = excluded.modified_at,
              fetched_at = excluded.fetched_at,
              fetched_by = excluded.fetched_by,
              seen_by = excluded.seen_by,
              boot = excluded.boot
            """)
        .param("root", root)
        .param("boot", boot)
        .param("run", run)
        .param("folders", texts(completed, each -> each.file().folder()))
        .param("kinds", texts(completed, each -> each.file().kind().plural()))
        .param("items", texts(completed, each -> each.file().item()))
        .param("names", texts(completed, each -> each.file().name()))
        .param("folded", texts(completed, each -> SafeName.fold(each.file().name())))
        .param("documents", texts(completed, each -> each.file().document()))
        .param("objects", texts(completed, each -> each.file().object()))
        .param("sizes", longs(completed, each -> each.held().content().size()))
        .param("generations", longs(completed, each -> each.held().generation()))
        .param("crc32cs", texts(completed, each -> each.held().content().crc32c()))
        .param(
            "crc32s",
            completed.stream().map(each -> each.held().content().crc32()).toArray(Integer[]::new))
        .param("md5s", texts(completed, each -> each.held().content().md5()))
        .param("sha256s", texts(completed, each -> each.held().content().sha256()))
        .param("encodings", texts(completed, each -> each.held().encoding()))
        .param("modified", texts(completed, each -> each.held().modifiedAt().toString()))
        .param("fetched", texts(completed, each -> each.held().fetchedAt().toString()))
        .param("by", completed.stream().map(each -> each.held().fetchedBy()).toArray(UUID[]::new))
        .update();
  }

  /** Notes that a run has seen these files in place. */
  public void seen(
      UUID root, UUID run, String folder, MediaKind kind, Collection<ArchivedFile> files) {
    jdbc.sql(
            """
            update archive.file
            set seen_by = :run
            where root = :root
              and folder = :folder
              and kind = :kind
              and item = any(:items)
              and seen_by is distinct from :run
            """)
        .param("root", root)
        .param("run", run)
        .param("folder", folder)
        .param("kind", kind.plural())
        .param("items", files.stream().map(ArchivedFile::item).toArray(String[]::new))
        .update();
  }

  private static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> text) {
    return rows.stream().map(text).toArray(String[]::new);
  }

  private static <T> Long[] longs(List<T> rows, Function<T, Long> number) {
    return rows.stream().map(number).toArray(Long[]::new);
  }

  static ArchivedFile file(ResultSet row, int number) throws SQLException {
    String sha256 = row.getString("sha256");
    return new ArchivedFile(
        row.getString("folder"),
        kind(row.getString("kind")),
        row.getString("item"),
        row.getString("name"),
        row.getString("document"),
        row.getString("object"),
        sha256 == null ? null : held(row, sha256));
  }

  private static ArchivedFile.Held held(ResultSet row, String sha256) throws SQLException {
    return new ArchivedFile.Held(
        new Content(
            row.getLong("size"),
            row.getString("crc32c"),
            row.getInt("crc32"),
            row.getString("md5"),
            sha256),
        row.getLong("generation"),
        row.getString("encoding"),
        row.getObject("modified_at", OffsetDateTime.class).toInstant(),
        row.getObject("fetched_at", OffsetDateTime.class).toInstant(),
        row.getObject("fetched_by", UUID.class));
  }

  private static MediaKind kind(String plural) {
    return plural.equals(MediaKind.VOICE.plural()) ? MediaKind.VOICE : MediaKind.IMAGE;
  }
}
