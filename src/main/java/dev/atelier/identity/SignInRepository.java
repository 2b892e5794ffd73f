package dev.atelier.identity;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts the attempts to sign in of each address, over all nodes. */
@Repository
class SignInRepository {

  /**
   * How often an address has tried.
   *
   * @param remaining until its attempts are forgotten
   */
  record Window(int attempts, Duration remaining) {}

  private final JdbcClient jdbc;

  SignInRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Counts an attempt, this one included. */
  Window count(String address) {
    jdbc.sql(
            """
            delete from identity.sign_in
            where since < now() - interval '15 minutes'
            """)
        .update();
    return jdbc.sql(
            """
            insert into identity.sign_in as known (address, since, attempts)
            values (:address, now(), 1)
            on conflict (address) do update
            set attempts = known.attempts + 1
            returning
              attempts,
              ceil(extract(epoch from since + interval '15 minutes' - now())) as remaining
            """)
        .param("address", address)
        .query((row, _) ->
            new Window(row.getInt("attempts"), Duration.ofSeconds(row.getLong("remaining"))))
        .single();
  }

  void forget(String address) {
    jdbc.sql(
            """
            delete from identity.sign_in
            where address = :address
            """)
        .param("address", address)
        .update();
  }
}
