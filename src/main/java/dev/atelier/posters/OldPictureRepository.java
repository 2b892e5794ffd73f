package dev.atelier.posters;

import dev.atelier.storage.MediaKey;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The pictures that rows have shown before they were changed. */
@Repository
class OldPictureRepository {

  private final JdbcClient jdbc;

  OldPictureRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** No row shows these any longer. */
  void add(Collection<String> keys) {
    if (keys.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into posters.old_picture (key)
            select unnest(:keys::text[])
            on conflict (key) do nothing
            """)
        .param("keys", keys.toArray(String[]::new))
        .update();
  }

  /** A row is to show this one again; false while it is being removed. */
  boolean takeBack(MediaKey key) {
    jdbc.sql("delete from posters.old_picture where key = :key and going is null")
        .param("key", key.value())
        .update();
    return jdbc.sql("select not exists (select from posters.old_picture where key = :key)")
        .param("key", key.value())
        .query(Boolean.class)
        .single();
  }

  /**
   * Marks pictures that have been old for a day as going: the caller alone removes them now. What a
   * dead node had marked is marked again.
   */
  List<MediaKey> markGoing(int most) {
    return jdbc.sql(
            """
            update posters.old_picture
            set going = now()
            where key in (
              select key
              from posters.old_picture
              where since < now() - interval '1 day'
                and (going is null or going < now() - interval '10 minutes')
              order by since
              limit :most
              for update skip locked)
            returning key
            """)
        .param("most", most)
        .query((row, number) -> new MediaKey(row.getString("key")))
        .list();
  }

  /** Forgets old pictures that are saved somewhere: they stay for good. */
  void keepSaved() {
    jdbc.sql(
            """
            delete from posters.old_picture old
            using posters.saved_poster saved
            where saved.media = old.key
              and old.since < now() - interval '1 day'
              and old.going is null
            """)
        .update();
  }

  void gone(MediaKey key) {
    jdbc.sql("delete from posters.old_picture where key = :key").param("key", key.value()).update();
  }
}
