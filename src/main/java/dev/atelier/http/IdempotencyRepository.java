package dev.atelier.http;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The idempotency keys of the last day, shared by all nodes; times are the database's. */
@Repository
class IdempotencyRepository {

  /** Whose key it is, for which path. */
  record Name(String principal, String path, String key) {

    // A digest, because an index cannot hold a path of any length.
    byte[] digest() {
      return Sha256.of(principal, path, key);
    }
  }

  /** An answer as it was sent. */
  record Answer(int status, @Nullable String contentType, @Nullable String location, byte[] body) {}

  /** What a key stands for now. */
  sealed interface Claim {
    /** Ours to answer, until the lease ends. */
    record Ours(RequestKey request) implements Claim {}

    record Answered(Answer answer) implements Claim {}

    record InProgress() implements Claim {}

    record Reused() implements Claim {}
  }

  private final JdbcClient jdbc;

  IdempotencyRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes a key that is new, or that was left by a node which died. */
  Claim claim(Name name, byte[] fingerprint, UUID holder) {
    forgetExpired(name);
    Optional<UUID> ours = take(name, fingerprint, holder);
    return ours.isPresent()
        ? new Claim.Ours(new RequestKey(ours.get()))
        : find(name, fingerprint).orElseGet(Claim.InProgress::new);
  }

  private Optional<UUID> take(Name name, byte[] fingerprint, UUID holder) {
    return jdbc.sql(
            """
            insert into http.idempotency_key as known
              (name, fingerprint, request_id, holder, held_until, expires_at)
            values
              (:name, :fingerprint, uuidv7(), :holder,
               now() + interval '30 seconds', now() + interval '24 hours')
            on conflict (name) do update
            set holder = excluded.holder, held_until = excluded.held_until
            where known.status is null
              and known.held_until < now()
              and known.fingerprint = excluded.fingerprint
            returning request_id
            """)
        .param("name", name.digest())
        .param("fingerprint", fingerprint)
        .param("holder", holder)
        .query(UUID.class)
        .optional();
  }

  private Optional<Claim> find(Name name, byte[] fingerprint) {
    return jdbc.sql(
            """
            select fingerprint, status, content_type, location, body
            from http.idempotency_key
            where name = :name
            """)
        .param("name", name.digest())
        .query((row, _) -> claim(row, fingerprint))
        .optional();
  }

  private static Claim claim(ResultSet row, byte[] fingerprint) throws SQLException {
    if (!Arrays.equals(row.getBytes("fingerprint"), fingerprint)) {
      return new Claim.Reused();
    }
    int status = row.getInt("status");
    return row.wasNull()
        ? new Claim.InProgress()
        : new Claim.Answered(
            new Answer(
                status,
                row.getString("content_type"),
                row.getString("location"),
                row.getBytes("body")));
  }

  /** Keeps the answer for a day from now, unless another node has taken the key meanwhile. */
  void complete(UUID holder, Answer answer) {
    jdbc.sql(
            """
            update http.idempotency_key
            set status = :status, content_type = :contentType, location = :location, body = :body,
              expires_at = now() + interval '24 hours'
            where holder = :holder and status is null
            """)
        .param("status", answer.status())
        .param("contentType", answer.contentType())
        .param("location", answer.location())
        .param("body", answer.body())
        .param("holder", holder)
        .update();
  }

  /** Lets the key be used again, as if it never was. */
  void release(UUID holder) {
    jdbc.sql(
            """
            delete from http.idempotency_key
            where holder = :holder and status is null
            """)
        .param("holder", holder)
        .update();
  }

  void extend(Collection<UUID> holders) {
    jdbc.sql(
            """
            update http.idempotency_key
            set held_until = now() + interval '30 seconds'
            where holder = any(:holders) and status is null
            """)
        .param("holders", holders.toArray(UUID[]::new))
        .update();
  }

  void forgetExpired() {
    jdbc.sql(
            """
            delete from http.idempotency_key
            where expires_at < now()
            """)
        .update();
  }

  private void forgetExpired(Name name) {
    jdbc.sql(
            """
            delete from http.idempotency_key
            where name = :name and expires_at < now()
            """)
        .param("name", name.digest())
        .update();
  }
}
