package dev.atelier.identity;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RevokedTokenRepository {

  private final JdbcClient jdbc;

  RevokedTokenRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps a token until it would have expired anyway; those that have are dropped. */
  void insert(AccessToken token) {
    jdbc.sql(
            """
            delete from identity.revoked_token
            where expires_at < now()
            """)
        .update();
    jdbc.sql(
            """
            insert into identity.revoked_token (id, expires_at)
            values (:id, :expiresAt)
            on conflict do nothing
            """)
        .param("id", token.id())
        .param("expiresAt", Timestamp.from(token.expiresAt()))
        .update();
  }

  /** The tokens revoked within that time. */
  List<AccessToken> within(Duration age) {
    return jdbc.sql(
            """
            select id, expires_at
            from identity.revoked_token
            where revoked_at > now() - make_interval(secs => :seconds)
            """)
        .param("seconds", age.toSeconds())
        .query((row, _) ->
            new AccessToken(
                row.getObject("id", UUID.class), row.getTimestamp("expires_at").toInstant()))
        .list();
  }
}
