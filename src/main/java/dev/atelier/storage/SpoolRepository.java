package dev.atelier.storage;

import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Bytes that the object store could not take, in the database until it can: whichever node goes on
 * with the work finds them. They are few, as the work pauses while the store is away.
 */
@Repository
class SpoolRepository {

  private static final Logger LOG = LoggerFactory.getLogger(SpoolRepository.class);

  /** Larger ones would keep the database from its other work. */
  static final int MAX_BYTES = 32 * 1024 * 1024;

  private final JdbcClient jdbc;

  SpoolRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What was kept for a key.
   *
   * @param note as its maker gave it
   */
  record Kept(byte[] bytes, @Nullable String note) {}

  /** Keeps the bytes; false where that does not work either, so that they are lost. */
  boolean keep(MediaKey key, byte[] bytes, @Nullable String note) {
    if (bytes.length > MAX_BYTES) {
      LOG.warn(
          "The {} bytes of {} are too many to be kept; they are made again", bytes.length, key);
      return false;
    }
    try {
      sweep();
      jdbc.sql(
              """
              insert into storage.spooled (key, bytes, sha256, note)
              values (:key, :bytes, :sha256, :note)
              on conflict (key) do update
              set bytes = excluded.bytes,
                sha256 = excluded.sha256,
                note = excluded.note,
                kept_at = excluded.kept_at
              """)
          .param("key", key.value())
          .param("bytes", bytes)
          .param("sha256", DigestUtils.sha256Hex(bytes))
          .param("note", note)
          .update();
      return true;
    } catch (DataAccessException e) {
      LOG.warn("The bytes of {} cannot be kept; they are made again", key, e);
      return false;
    }
  }

  Optional<Kept> find(MediaKey key) {
    return jdbc.sql(
            """
            select bytes, note
            from storage.spooled
            where key = :key
              and sha256 = encode(sha256(bytes), 'hex')
            """)
        .param("key", key.value())
        .query((row, number) -> new Kept(row.getBytes("bytes"), row.getString("note")))
        .optional();
  }

  void discard(MediaKey key) {
    jdbc.sql("delete from storage.spooled where key = :key").param("key", key.value()).update();
  }

  /** Removes what nobody came back for, as after a cancelled run. */
  private void sweep() {
    jdbc.sql("delete from storage.spooled where kept_at < now() - interval '1 day'").update();
  }
}
