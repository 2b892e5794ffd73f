package dev.atelier.posters.save;

import dev.atelier.jobs.ItemId;
import dev.atelier.providers.PosterTarget.Poster;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What is known of each poster at each target. A poster is the picture and whose it is, so that one
 * that was made again, or for somebody else, is another.
 */
@Repository
class SavedPosterRepository {

  private final JdbcClient jdbc;

  SavedPosterRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Names a poster. */
  record Key(String media, long userId) {}

  /**
   * Takes numbers that no poster was given before, of about now in milliseconds.
   *
   * @return the first of them
   */
  long takeStamps(int count, long now) {
    return jdbc.sql(
            """
            update posters.save_stamp
            set last = greatest(last, :now - 1) + :count
            returning last - :count + 1
            """)
        .param("now", now)
        .param("count", count)
        .query(Long.class)
        .single();
  }

  /**
   * Gives posters their external ids; those that have one keep it.
   *
   * @param stamp of the first of them; the others count on from there
   */
  void accept(String target, String campaign, List<Key> posters, List<String> urls, long stamp) {
    jdbc.sql(
            """
            insert into posters.saved_poster
              (target, media, user_id, external_id, campaign, stamp, url)
            select :target, given.media, given.user_id,
              concat(:campaign::text, '-', given.user_id, '-', :stamp + given.place - 1),
              :campaign, :stamp + given.place - 1, given.url
            from unnest(:media::text[], :users::bigint[], :urls::text[])
              with ordinality as given (media, user_id, url, place)
            on conflict (target, media, user_id) do nothing
            """)
        .param("target", target)
        .param("campaign", campaign)
        .param("stamp", stamp)
        .param("media", posters.stream().map(Key::media).toArray(String[]::new))
        .param("users", posters.stream().map(Key::userId).toArray(Long[]::new))
        .param("urls", urls.toArray(String[]::new))
        .update();
  }

  /** The external ids of posters; those that were never accepted are left out. */
  Map<Key, String> externalIds(String target, List<Key> posters) {
    Map<Key, String> found = new HashMap<>();
    among(
            """
            select media, user_id, external_id
            from posters.saved_poster
            """,
            "",
            target,
            posters)
        .query(row -> {
          found.put(
              new Key(row.getString("media"), row.getLong("user_id")),
              row.getString("external_id"));
        });
    return found;
  }

  /** Which of these posters are saved. */
  Set<Key> saved(String target, List<Key> posters) {
    return new HashSet<>(
        among(
                """
                select media, user_id
                from posters.saved_poster
                """,
                "and shared_at is not null",
                target,
                posters)
            .query((row, number) -> new Key(row.getString("media"), row.getLong("user_id")))
            .list());
  }

  private JdbcClient.StatementSpec among(
      String select, String and, String target, List<Key> posters) {
    return jdbc.sql(
            select
                + """
                where target = :target
                  and (media, user_id) in (select * from unnest(:media::text[], :users::bigint[]))
                """
                + and)
        .param("target", target)
        .param("media", posters.stream().map(Key::media).toArray(String[]::new))
        .param("users", posters.stream().map(Key::userId).toArray(Long[]::new));
  }

  Optional<SavedPoster> find(String externalId) {
    return jdbc.sql(
            """
            select external_id, campaign, user_id, stamp, url,
              video_at is not null as has_video, shared_at is not null as saved
            from posters.saved_poster
            where external_id = :id
            """)
        .param("id", externalId)
        .query((row, number) ->
            new SavedPoster(
                new Poster(
                    row.getString("external_id"),
                    row.getString("campaign"),
                    row.getLong("user_id"),
                    row.getLong("stamp"),
                    row.getString("url")),
                row.getBoolean("has_video"),
                row.getBoolean("saved")))
        .optional();
  }

  /** Takes the sole right to hand a poster over; an item that died with it may take it again. */
  boolean claim(String externalId, ItemId item, Duration lease) {
    return jdbc.sql(
                """
                update posters.saved_poster
                set claimed_by = :item, claimed_until = clock_timestamp() + :millis * interval '1 ms'
                where external_id = :id
                  and (claimed_by is null
                    or claimed_by = :item
                    or claimed_until < clock_timestamp())
                """)
            .param("id", externalId)
            .param("item", item.value())
            .param("millis", lease.toMillis())
            .update()
        == 1;
  }

  void release(String externalId, ItemId item) {
    jdbc.sql(
            """
            update posters.saved_poster
            set claimed_by = null, claimed_until = null
            where external_id = :id
              and claimed_by = :item
            """)
        .param("id", externalId)
        .param("item", item.value())
        .update();
  }

  /** The first half is there; true whoever has the claim by now. */
  void videoMade(String externalId) {
    jdbc.sql(
            """
            update posters.saved_poster
            set video_at = coalesce(video_at, now())
            where external_id = :id
            """)
        .param("id", externalId)
        .update();
  }

  /** Both halves are there; true whoever has the claim by now. */
  void saved(String externalId) {
    jdbc.sql(
            """
            update posters.saved_poster
            set video_at = coalesce(video_at, now()),
              shared_at = coalesce(shared_at, now()),
              claimed_by = null,
              claimed_until = null
            where external_id = :id
            """)
        .param("id", externalId)
        .update();
  }
}
