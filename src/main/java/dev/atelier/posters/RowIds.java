package dev.atelier.posters;

import dev.atelier.providers.ProviderException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the ids that rows carry with those that the directory knows: each name is asked for
 * once, however many rows have it, and not again for a while.
 */
final class RowIds implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RowIds.class);

  /** After so many answers that are none, the directory is left alone. */
  private static final int MAX_FAILURES = 3;

  private final KnownIds known;
  private final RowFindings findings;
  private final CheckTime time;
  private final Map<String, List<Carrier>> carriers = new LinkedHashMap<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger unchecked = new AtomicInteger();

  private record Carrier(int row, String username, long userId) {}

  RowIds(KnownIds known, RowFindings findings, CheckTime time) {
    this.known = known;
    this.findings = findings;
    this.time = time;
  }

  void add(int row, String username, long userId) {
    carriers
        .computeIfAbsent(RowNames.key(username), name -> new ArrayList<>())
        .add(new Carrier(row, username, userId));
  }

  /** How many rows have an id that was not compared. Only after closing. */
  int unchecked() {
    return unchecked.get();
  }

  /** Asks for all names and waits for the answers. */
  @Override
  public void close() {
    try (ExecutorService asking =
        Executors.newFixedThreadPool(
            known.atOnce(), Thread.ofVirtual().name("ids-", 0).factory())) {
      carriers.forEach((key, rows) -> asking.execute(() -> check(key, rows)));
    }
  }

  private void check(String key, List<Carrier> rows) {
    try {
      OptionalLong remembered = known.find(key);
      if (remembered.isPresent()) {
        compare(rows, remembered.getAsLong());
      } else if (time.over() || failures.get() >= MAX_FAILURES) {
        unchecked.addAndGet(rows.size());
      } else {
        compare(rows, known.ask(key, rows.getFirst().username()));
      }
    } catch (ProviderException e) {
      tell(rows, e);
    } catch (RuntimeException e) {
      LOG.error("The id of {} could not be compared", key, e);
      unchecked.addAndGet(rows.size());
    }
  }

  private void compare(List<Carrier> rows, long id) {
    for (Carrier carrier : rows) {
      if (id != carrier.userId()) {
        findings.add(
            carrier.row(),
            "user_id",
            "id_conflict",
            "The row has the id %d, but %s has %d"
                .formatted(carrier.userId(), carrier.username(), id));
      }
    }
  }

  private void tell(List<Carrier> rows, ProviderException failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure.reason() == ProviderException.Reason.REJECTED) {
      rows.forEach(row -> findings.add(row.row(), "username", failure.code(), message));
      return;
    }
    unchecked.addAndGet(rows.size());
    if (failures.incrementAndGet() == 1) {
      findings.add(null, "user_id", failure.code(), "Ids could not be compared: " + message);
    }
  }
}
