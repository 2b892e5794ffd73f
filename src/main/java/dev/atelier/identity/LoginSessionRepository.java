package dev.atelier.identity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Logins that can be renewed, each with the number of times that it was. */
@Repository
class LoginSessionRepository {

  /**
   * A login.
   *
   * @param fresh whether it was renewed just now, so that who asks twice may not have heard of it
   * @param over whether nobody has renewed it for too long
   */
  record Login(UserId user, int renewals, boolean fresh, boolean over) {}

  private final JdbcClient jdbc;

  LoginSessionRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps a new login; those of the user that are over are dropped. */
  UUID insert(UserId user) {
    jdbc.sql(
            """
            delete from identity.login_session
            where user_id = :user and renewed_at < now() - interval '30 days'
            """)
        .param("user", user.value())
        .update();
    return jdbc.sql(
            """
            insert into identity.login_session (user_id)
            values (:user)
            returning id
            """)
        .param("user", user.value())
        .query(UUID.class)
        .single();
  }

  /** Counts a renewal, if there were that many and it is not over; empty otherwise. */
  Optional<UserId> renew(UUID id, int renewals) {
    return jdbc.sql(
            """
            update identity.login_session
            set renewals = renewals + 1, renewed_at = now()
            where id = :id
              and renewals = :renewals
              and renewed_at > now() - interval '30 days'
            returning user_id
            """)
        .param("id", id)
        .param("renewals", renewals)
        .query((row, _) -> new UserId(row.getObject("user_id", UUID.class)))
        .optional();
  }

  Optional<Login> find(UUID id) {
    return jdbc.sql(
            """
            select user_id, renewals,
              renewed_at > now() - interval '10 seconds' as fresh,
              renewed_at <= now() - interval '30 days' as over
            from identity.login_session
            where id = :id
            """)
        .param("id", id)
        .query((row, _) ->
            new Login(
                new UserId(row.getObject("user_id", UUID.class)),
                row.getInt("renewals"),
                row.getBoolean("fresh"),
                row.getBoolean("over")))
        .optional();
  }

  boolean delete(UUID id) {
    return jdbc.sql(
                """
                delete from identity.login_session
                where id = :id
                """)
            .param("id", id)
            .update()
        > 0;
  }

  /** Ends the logins of a user, but for one; returns those that ended. */
  List<UUID> deleteAll(UserId user, @Nullable UUID except) {
    return jdbc.sql(
            """
            delete from identity.login_session
            where user_id = :user and id is distinct from :except::uuid
            returning id
            """)
        .param("user", user.value())
        .param("except", except)
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }
}
