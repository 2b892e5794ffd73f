package dev.atelier.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AccountRepository {

  /** An account with the hash of its password. */
  record Locked(Account account, String hash) {

    @Override
    public String toString() {
      return "Locked[" + account.id() + "]";
    }
  }

  private final JdbcClient jdbc;

  AccountRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps a new account; empty when its name or address is taken. */
  Optional<Account> insert(NewAccount.Checked form, String hash) {
    return jdbc.sql(
            """
            insert into identity.users (username, email, password_hash, first_name, last_name,
              folded_username, folded_email)
            values (:username, :email, :hash, :firstName, :lastName, :foldedUsername, :foldedEmail)
            on conflict do nothing
            returning *
            """)
        .param("username", form.username())
        .param("email", form.email().text())
        .param("hash", hash)
        .param("firstName", form.firstName())
        .param("lastName", form.lastName())
        .param("foldedUsername", Username.fold(form.username()))
        .param("foldedEmail", form.email().folded())
        .query((row, _) -> account(row))
        .optional();
  }

  boolean has(UUID id) {
    return find(new UserId(id)).isPresent();
  }

  /** Keeps a user of an older service; false when the name or address is taken. */
  boolean insert(ImportedUser user) {
    return jdbc.sql(
                """
                insert into identity.users (id, username, email, password_hash, first_name,
                  last_name, created_at, folded_username, folded_email)
                values (:id, :username, :email, :hash, :firstName, :lastName,
                  coalesce(:createdAt, now()), :foldedUsername, :foldedEmail)
                on conflict do nothing
                """)
            .param("id", user.id())
            .param("username", user.username())
            .param("email", user.email())
            .param("hash", user.passwordHash())
            .param("firstName", user.firstName())
            .param("lastName", user.lastName())
            .param("createdAt", user.createdAt(), Types.TIMESTAMP_WITH_TIMEZONE)
            .param("foldedUsername", Username.fold(user.username()))
            .param("foldedEmail", user.foldedEmail())
            .update()
        > 0;
  }

  Optional<Account> find(UserId id) {
    return jdbc.sql(
            """
            select *
            from identity.users
            where id = :id
            """)
        .param("id", id.value())
        .query((row, _) -> account(row))
        .optional();
  }

  Optional<Locked> findByUsername(String folded) {
    return jdbc.sql(
            """
            select *
            from identity.users
            where folded_username = :name
            """)
        .param("name", folded)
        .query((row, _) -> new Locked(account(row), row.getString("password_hash")))
        .optional();
  }

  Optional<Locked> findByEmail(String folded) {
    return jdbc.sql(
            """
            select *
            from identity.users
            where folded_email = :email
            """)
        .param("email", folded)
        .query((row, _) -> new Locked(account(row), row.getString("password_hash")))
        .optional();
  }

  Optional<AccountDetails> details(UserId id) {
    return jdbc.sql(
            """
            select *
            from identity.users
            where id = :id
            """)
        .param("id", id.value())
        .query((row, _) ->
            new AccountDetails(
                account(row),
                row.getString("metadata"),
                row.getTimestamp("created_at").toInstant()))
        .optional();
  }

  void addMetadata(UserId id, String metadata) {
    jdbc.sql(
            """
            update identity.users
            set metadata = metadata || :metadata::jsonb
            where id = :id
            """)
        .param("metadata", metadata)
        .param("id", id.value())
        .update();
  }

  void setHash(UserId id, String hash) {
    jdbc.sql(
            """
            update identity.users
            set password_hash = :hash
            where id = :id
            """)
        .param("hash", hash)
        .param("id", id.value())
        .update();
  }

  boolean hasEmail(String folded) {
    return jdbc.sql(
            """
            select exists (
              select
              from identity.users
              where folded_email = :email
            )
            """)
        .param("email", folded)
        .query(Boolean.class)
        .single();
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        new UserId(row.getObject("id", UUID.class)),
        row.getString("username"),
        row.getString("email"),
        row.getString("first_name"),
        row.getString("last_name"));
  }
}
