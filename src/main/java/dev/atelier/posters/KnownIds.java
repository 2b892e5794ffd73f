package dev.atelier.posters;

import dev.atelier.providers.ProfileDirectory;
import dev.atelier.providers.ProviderException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/**
 * The ids that the directory knows, for checks. What it said is remembered for a while, so that
 * rows that are mended and checked again cost it nothing.
 *
 * <p>Thread-safe.
 */
@Component
class KnownIds {

  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final int CAPACITY = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ProfileDirectory directory;
  private final LookupTurns turns;
  private final Clock clock;
  private final Map<String, Known> known = new LinkedHashMap<>();

  private record Known(long id, Instant until) {}

  KnownIds(ProfileDirectory directory, LookupTurns turns, Clock clock) {
    this.directory = directory;
    this.turns = turns;
    this.clock = clock;
  }

  /** How many may be asked for at once. */
  int atOnce() {
    return turns.ofChecks();
  }

  /** The id of a name that was asked for lately. */
  synchronized OptionalLong find(String key) {
    Known found = known.get(key);
    return found == null || found.until().isBefore(clock.instant())
        ? OptionalLong.empty()
        : OptionalLong.of(found.id());
  }

  /**
   * The id that the directory has for a name.
   *
   * @throws ProviderException as the directory does, and when others ask it for too long
   */
  long ask(String key, String username) {
    long id = turns.askForCheck(() -> LookUpProfileHandler.idOf(directory, username), PATIENCE);
    keep(key, id);
    return id;
  }

  /** The oldest go first when there are too many. */
  private synchronized void keep(String key, long id) {
    known.remove(key);
    known.put(key, new Known(id, clock.instant().plus(LIFE)));
    if (known.size() > CAPACITY) {
      known.remove(known.keySet().iterator().next());
    }
  }
}
