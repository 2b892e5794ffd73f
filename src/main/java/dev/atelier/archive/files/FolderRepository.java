package dev.atelier.archive.files;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

  /** The folder that a user has already. */
  public Optional<String> find(UUID root, String sourceId, String email) {
    return jdbc.sql(
            """
            select name
            from archive.folder
            where root = :root
              and source_id = :source
              and email = :email
            """)
        .param("root", root)
        .param("source", sourceId)
        .param("email", email)
        .query(String.class)
        .optional();
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
        .query(Folder.class)
        .optional();
  }

  /**
   * The user's folder: the one it has, or the first of these names that nobody has, not even in
   * other letters.
   */
  public String assign(UUID root, String sourceId, String email, List<String> names) {
    Optional<String> known = find(root, sourceId, email);
    for (int i = 0; known.isEmpty() && i < names.size(); i++) {
      jdbc.sql(
              """
              insert into archive.folder (root, name, folded, source_id, email)
              values (:root, :name, :folded, :source, :email)
              on conflict do nothing
              """)
          .param("root", root)
          .param("name", names.get(i))
          .param("folded", SafeName.fold(names.get(i)))
          .param("source", sourceId)
          .param("email", email)
          .update();
      known = find(root, sourceId, email);
    }
    return known.orElseThrow(
        () -> new IllegalStateException("Every name of a folder is somebody else's"));
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
