package dev.atelier.storage;

import dev.atelier.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MediaRepository {

  private final JdbcClient jdbc;

  MediaRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void save(Media.Stored stored) {
    jdbc.sql(
            """
            insert into storage.media (key, owner, content_type, length, sha256, name, note)
            values (:key, :owner, :contentType, :length, :sha256, :name, :note)
            on conflict (key) do update
            set owner = excluded.owner,
              content_type = excluded.content_type,
              length = excluded.length,
              sha256 = excluded.sha256,
              name = excluded.name,
              note = excluded.note
            """)
        .param("key", stored.key().value())
        .param("owner", stored.owner().value())
        .param("contentType", stored.contentType())
        .param("length", stored.length())
        .param("sha256", stored.sha256())
        .param("name", stored.name())
        .param("note", stored.note())
        .update();
  }

  Optional<Media.Stored> find(MediaKey key) {
    return jdbc.sql(
            """
            select key, owner, content_type, length, sha256, name, note
            from storage.media
            where key = :key
            """)
        .param("key", key.value())
        .query((row, number) -> stored(row))
        .optional();
  }

  void delete(MediaKey key) {
    jdbc.sql("delete from storage.media where key = :key").param("key", key.value()).update();
  }

  private static Media.Stored stored(ResultSet row) throws SQLException {
    return new Media.Stored(
        new MediaKey(row.getString("key")),
        new UserId(row.getObject("owner", UUID.class)),
        row.getString("content_type"),
        row.getLong("length"),
        row.getString("sha256"),
        row.getString("name"),
        row.getString("note"));
  }
}
