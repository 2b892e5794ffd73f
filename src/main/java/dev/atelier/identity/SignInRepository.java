package dev.atelier.identity;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts the attempts to sign in to an account from an address, over all nodes. */
@Repository
class SignInRepository {

  /** What the operator, who has no account, is counted as; no account has this name. */
  static final String OPERATOR = " operator";

  /**
   * How often it was tried.
   *
   * @param remaining until the attempts are forgotten
   */
  record Window(int attempts, Duration remaining) {}

  private final JdbcClient jdbc;

  SignInRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Counts an attempt, this one included. */
  Window count(String account, String address) {
    jdbc.sql(
            """
            delete from identity.sign_in
            where since < now() - interval '15 minutes'
            """)
        .update();
    return jdbc.sql(
            """
            insert into identity.sign_in as known (account, address, since, attempts)
            values (:account, :address, now(), 1)
            on conflict (account, address) do update
            set attempts = known.attempts + 1
            returning
              attempts,
              ceil(extract(epoch from since + interval '15 minutes' - now())) as remaining
            """)
        .param("account", account)
        .param("address", address)
        .query((row, _) ->
            new Window(row.getInt("attempts"), Duration.ofSeconds(row.getLong("remaining"))))
        .single();
  }

  void forget(String account, String address) {
    jdbc.sql(
            """
            delete from identity.sign_in
            where account = :account and address = :address
            """)
        .param("account", account)
        .param("address", address)
        .update();
  }
}
