package dev.atelier.videos;

import dev.atelier.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ProfileRepository {

  private final JdbcClient jdbc;

  ProfileRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Profile> find(UserId id) {
    return jdbc.sql(
            """
            select id, username, email, avatar_url, bio, last_active_at, created_at
            from videos.profiles
            where id = :id
            """)
        .param("id", id.value())
        .query(ProfileRepository::profile)
        .optional();
  }

  /** Keeps a new profile with its empty stats; false when it is there or the name is taken. */
  boolean insert(UserId id, @Nullable ProfileName name, @Nullable String email) {
    return jdbc.sql(
            """
            with made as (
              insert into videos.profiles (id, username, folded_username, email)
              values (:id, :name, :folded, :email)
              on conflict do nothing
              returning id
            )
            insert into videos.creator_stats (user_id)
            select id from made
            returning true
            """)
        .param("id", id.value())
        .param("name", name == null ? null : name.text())
        .param("folded", name == null ? null : name.folded())
        .param("email", email)
        .query(Boolean.class)
        .optional()
        .isPresent();
  }

  /** Keeps another address of somebody, or none. */
  void changeEmail(UserId id, @Nullable String email) {
    jdbc.sql(
            """
            update videos.profiles
            set email = :email
            where id = :id and email is distinct from :email
            """)
        .param("email", email)
        .param("id", id.value())
        .update();
  }

  /** Locks in one order, profiles before stats, so that no two that overlap wait for each other. */
  void touch(Collection<UserId> users) {
    jdbc.sql(
            """
            with active as materialized (
              select id
              from videos.profiles
              where id = any(:users)
              order by id
              for no key update
            ),
            creators as materialized (
              select s.user_id
              from videos.creator_stats s
              join active on active.id = s.user_id
              order by s.user_id
              for no key update of s
            ),
            touched as (
              update videos.creator_stats s
              set last_active_at = clock_timestamp()
              from creators
              where s.user_id = creators.user_id
            )
            update videos.profiles p
            set last_active_at = clock_timestamp()
            from active
            where p.id = active.id
            """)
        .param("users", users.stream().map(UserId::value).distinct().toArray(UUID[]::new))
        .update();
  }

  private static Profile profile(ResultSet row, int number) throws SQLException {
    return new Profile(
        new UserId(row.getObject("id", UUID.class)),
        row.getString("username"),
        row.getString("email"),
        row.getString("avatar_url"),
        row.getString("bio"),
        row.getObject("last_active_at", OffsetDateTime.class).toInstant(),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
