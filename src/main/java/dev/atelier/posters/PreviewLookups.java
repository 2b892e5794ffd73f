package dev.atelier.posters;

import dev.atelier.providers.ProfileDirectory;
import dev.atelier.providers.ProfileDirectory.Profile;
import dev.atelier.providers.ProviderException;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks people up for previews: one at a time over all nodes. With the lanes of the runs, which are
 * one fewer for it, that keeps to the directory's limit.
 *
 * <p>Thread-safe.
 */
@Component
class PreviewLookups {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(40);

  private final ProfileDirectory directory;
  private final JdbcClient jdbc;

  PreviewLookups(ProfileDirectory directory, JdbcClient jdbc) {
    this.directory = directory;
    this.jdbc = jdbc;
  }

  /**
   * What the directory says of the row's person, with a usable id.
   *
   * @throws ProviderException also when other previews ask for too long
   */
  Profile ask(PosterRow row) {
    if (directory.offline()) {
      return LookUpProfileHandler.ask(directory, row);
    }
    UUID turn = UUID.randomUUID();
    await(turn);
    try {
      return LookUpProfileHandler.ask(directory, row);
    } finally {
      giveBack(turn);
    }
  }

  private void await(UUID turn) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!take(turn)) {
      if (System.nanoTime() - deadline >= 0) {
        throw ProviderException.unavailable(
            "lookups_busy", "Other previews are being looked up; try again shortly", null);
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw ProviderException.unavailable("interrupted", "The lookup was stopped", e);
      }
    }
  }

  /** The turn of a node that died comes back by itself, long after any lookup has ended. */
  private boolean take(UUID turn) {
    return jdbc.sql(
                """
                update posters.preview_lookup
                set holder = :turn, until = now() + interval '30 seconds'
                where until < now()
                """)
            .param("turn", turn)
            .update()
        == 1;
  }

  private void giveBack(UUID turn) {
    jdbc.sql("update posters.preview_lookup set until = '-infinity' where holder = :turn")
        .param("turn", turn)
        .update();
  }
}
