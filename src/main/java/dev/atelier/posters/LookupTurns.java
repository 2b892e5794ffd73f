package dev.atelier.posters;

import dev.atelier.providers.ProfileDirectory;
import dev.atelier.providers.ProviderException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets runs, previews and checks ask the directory: together no more at once, over all nodes, than
 * it is to bear. What nobody uses is free for whoever comes; checks leave some to the others.
 *
 * <p>Thread-safe.
 */
@Component
class LookupTurns {

  /** Longer than any lookup takes; so long a node that died in one keeps its turn. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final ProfileDirectory directory;
  private final JdbcClient jdbc;
  private final int all;

  LookupTurns(ProfileDirectory directory, JdbcClient jdbc, PosterProperties properties) {
    this.directory = directory;
    this.jdbc = jdbc;
    this.all = properties.lookups();
  }

  /** How many a check may use at once. */
  int ofChecks() {
    return all - Math.max(1, all / 5);
  }

  /**
   * Asks when it is the caller's turn.
   *
   * @throws ProviderException throttled when the turn does not come in time; otherwise as the
   *     question does
   */
  <T> T ask(Supplier<T> question, Duration patience) {
    return ask(question, patience, all);
  }

  /** The same for a check. */
  <T> T askForCheck(Supplier<T> question, Duration patience) {
    return ask(question, patience, ofChecks());
  }

  private <T> T ask(Supplier<T> question, Duration patience, int places) {
    if (directory.offline()) {
      return question.get();
    }
    UUID turn = UUID.randomUUID();
    await(turn, patience, places);
    try {
      return question.get();
    } finally {
      giveBack(turn);
    }
  }

  private void await(UUID turn, Duration patience, int places) {
    long end = System.nanoTime() + patience.toNanos();
    while (!take(turn, places)) {
      if (System.nanoTime() - end >= 0) {
        throw ProviderException.throttled(
            "Too many profiles are being looked up; try again shortly", Duration.ofSeconds(1));
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw ProviderException.unavailable("interrupted", "The lookup was stopped", e);
      }
    }
  }

  private boolean take(UUID turn, int places) {
    return jdbc.sql(
                """
                update posters.lookup_turn
                set holder = :turn, until = now() + :millis * interval '1 ms'
                where place = (
                  select place
                  from posters.lookup_turn
                  where place > :reserved and place <= :all and until < now()
                  order by place
                  limit 1
                  for update skip locked)
                """)
            .param("turn", turn)
            .param("millis", LEASE.toMillis())
            .param("reserved", all - places)
            .param("all", all)
            .update()
        == 1;
  }

  private void giveBack(UUID turn) {
    jdbc.sql("update posters.lookup_turn set until = '-infinity' where holder = :turn")
        .param("turn", turn)
        .update();
  }
}
