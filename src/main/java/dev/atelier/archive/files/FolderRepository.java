package dev.atelier.archive.files;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which folder a user has, for good. */
@Repository
public class FolderRepository {

  private final JdbcClient jdbc;

  FolderRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A folder and whose it is. */
  public record Folder(String name, String sourceId, String email) {}

  /** The folders that these users have already; in no order. */
  List<Folder> of(UUID root, List<Folder> users) {
    return jdbc.sql(
            """
            select f.name, f.source_id, f.email
            from archive.folder f
            join unnest(:sources::text[], :emails::text[]) as u (source_id, email)
              on u.source_id = f.source_id and u.email = f.email
            where f.root = :root
            """)
        .param("root", root)
        .param("sources", texts(users, Folder::sourceId))
        .param("emails", texts(users, Folder::email))
        .query(new DataClassRowMapper<>(Folder.class))
        .list();
  }

  /** Which of these folded names are taken. */
  Set<String> taken(UUID root, Collection<String> folded) {
    return Set.copyOf(
        jdbc.sql(
                """
                select folded
                from archive.folder
                where root = :root
                  and folded = any(:folded)
                """)
            .param("root", root)
            .param("folded", folded.toArray(String[]::new))
            .query(String.class)
            .list());
  }

  void insert(UUID root, List<Folder> folders) {
    jdbc.sql(
            """
            insert into archive.folder (root, name, folded, source_id, email)
            select :root, f.name, f.folded, f.source_id, f.email
            from unnest(:names::text[], :folded::text[], :sources::text[], :emails::text[])
              as f (name, folded, source_id, email)
            on conflict do nothing
            """)
        .param("root", root)
        .param("names", texts(folders, Folder::name))
        .param("folded", texts(folders, folder -> SafeName.fold(folder.name())))
        .param("sources", texts(folders, Folder::sourceId))
        .param("emails", texts(folders, Folder::email))
        .update();
  }

  private static String[] texts(List<Folder> folders, Function<Folder, String> text) {
    return folders.stream().map(text).toArray(String[]::new);
  }

  public Optional<Folder> named(UUID root, String name) {
    return jdbc.sql(
            """
            select name, source_id, email
            from archive.folder
            where root = :root
              and name = :name
            """)
        .param("root", root)
        .param("name", name)
        .query(new DataClassRowMapper<>(Folder.class))
        .optional();
  }

  /** Folders by name. */
  public List<Folder> page(UUID root, String after, int limit) {
    return jdbc.sql(
            """
            select name, source_id, email
            from archive.folder
            where root = :root
              and name > :after
            order by name
            limit :limit
            """)
        .param("root", root)
        .param("after", after)
        .param("limit", limit)
        .query(new DataClassRowMapper<>(Folder.class))
        .list();
  }
}
