package dev.atelier.posters;

import dev.atelier.providers.ProfileDirectory;
import dev.atelier.providers.ProviderException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Compares the ids that rows carry with those that the directory knows, each name once. A run never
 * asks for such rows, so this is done only where it is asked for, and by few at a time: of the ten
 * that may ask at once, the runs that are under way need most.
 */
final class RowIds implements AutoCloseable {

  private static final int PARALLEL = 2;

  private final ProfileDirectory directory;
  private final RowFindings findings;
  private final long end;
  private final Map<String, List<Carrier>> carriers = new LinkedHashMap<>();
  private volatile boolean complete = true;

  private record Carrier(int row, String username, long userId) {}

  /**
   * @param end when to stop, in the time of {@link System#nanoTime}
   */
  RowIds(ProfileDirectory directory, RowFindings findings, long end) {
    this.directory = directory;
    this.findings = findings;
    this.end = end;
  }

  void add(int row, String username, long userId) {
    carriers
        .computeIfAbsent(RowNames.key(username), name -> new ArrayList<>())
        .add(new Carrier(row, username, userId));
  }

  /** Whether all names were asked for. Only after closing. */
  boolean complete() {
    return complete;
  }

  /** Asks for all names and waits for the answers. */
  @Override
  public void close() {
    try (ExecutorService asking =
        Executors.newFixedThreadPool(PARALLEL, Thread.ofVirtual().name("ids-", 0).factory())) {
      carriers.values().forEach(rows -> asking.execute(() -> ask(rows)));
    }
  }

  private void ask(List<Carrier> rows) {
    if (System.nanoTime() - end >= 0) {
      complete = false;
      return;
    }
    String name = rows.getFirst().username();
    try {
      Long known = directory.findByUsername(name).userId();
      for (Carrier carrier : rows) {
        if (known != null && known != carrier.userId()) {
          findings.add(
              carrier.row(),
              "user_id",
              "id_conflict",
              "The row has the id %d, but %s has %d".formatted(carrier.userId(), name, known));
        }
      }
    } catch (ProviderException e) {
      if (e.reason() != ProviderException.Reason.REJECTED) {
        complete = false;
        return;
      }
      rows.forEach(carrier ->
          findings.add(carrier.row(), "username", e.code(), String.valueOf(e.getMessage())));
    }
  }
}
