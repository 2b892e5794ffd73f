package dev.atelier.videos.feed;

import dev.atelier.identity.UserId;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.feed.Change.Watch;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who thinks what of a video, and who has seen it. The caller has locked the video. */
@Repository
class ReactionRepository {

  private final JdbcClient jdbc;

  ReactionRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Map<UserId, Reaction> of(VideoId video, Collection<UserId> users) {
    return jdbc
        .sql(
            """
            select user_id, reaction
            from videos.video_reactions
            where video_id = :video
              and user_id = any(:users)
            """)
        .param("video", video.value())
        .param("users", ids(users))
        .query((row, _) ->
            Map.entry(
                new UserId(row.getObject("user_id", UUID.class)),
                Reaction.valueOf(row.getString("reaction"))))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Keeps reactions. A switched one stays as old as it was. */
  void put(VideoId video, Map<UserId, Reaction> reactions) {
    List<UserId> users = List.copyOf(reactions.keySet());
    jdbc.sql(
            """
            insert into videos.video_reactions (video_id, user_id, reaction, created_at, updated_at)
            select :video, u.id, u.reaction, clock_timestamp(), clock_timestamp()
            from unnest(:users::uuid[], :reactions::text[]) as u (id, reaction)
            on conflict (video_id, user_id) do update
            set reaction = excluded.reaction, updated_at = excluded.updated_at
            """)
        .param("video", video.value())
        .param("users", ids(users))
        .param(
            "reactions", users.stream().map(reactions::get).map(Enum::name).toArray(String[]::new))
        .update();
  }

  void delete(VideoId video, Collection<UserId> users) {
    jdbc.sql(
            """
            delete from videos.video_reactions
            where video_id = :video
              and user_id = any(:users)
            """)
        .param("video", video.value())
        .param("users", ids(users))
        .update();
  }

  /** Keeps views, one per viewer and hour; returns whose are the first of their hour. */
  Set<String> see(VideoId video, List<Watch> views) {
    return new HashSet<>(
        jdbc.sql(
                """
                insert into videos.video_views (video_id, user_id, session_id, hour, created_at)
                select :video, v.viewer, v.session, date_trunc('hour', clock_timestamp(), 'UTC'),
                  clock_timestamp()
                from unnest(:users::uuid[], :sessions::text[]) as v (viewer, session)
                on conflict do nothing
                returning coalesce(user_id::text, session_id)
                """)
            .param("video", video.value())
            .param("users", views.stream().map(it -> id(it.viewer())).toArray(UUID[]::new))
            .param("sessions", views.stream().map(Watch::session).toArray(String[]::new))
            .query(String.class)
            .list());
  }

  private static @Nullable UUID id(@Nullable UserId user) {
    return user == null ? null : user.value();
  }

  private static UUID[] ids(Collection<UserId> users) {
    return users.stream().map(UserId::value).toArray(UUID[]::new);
  }
}
