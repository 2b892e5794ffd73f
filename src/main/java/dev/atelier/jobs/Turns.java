package dev.atelier.jobs;

import dev.atelier.identity.UserId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Whose turn it is in a queue, as this node sees it: owners take turns, and each owner's batches
 * do, so that a batch of 10,000 items cannot starve one of a single item.
 *
 * <p>Thread-safe.
 */
final class Turns {

  /** Forgetting an owner's last batch costs one unfair turn, so few need to be remembered. */
  private static final int REMEMBERED = 256;

  private final Map<UserId, BatchId> lastBatches = new LinkedHashMap<>(16, 0.75f, true);
  private UserId lastOwner = new UserId(new UUID(-1, -1));

  /**
   * Where the turns stand.
   *
   * @param lastOwner whom the last turn went to
   * @param owners who had turns, in the order of {@code batches}
   * @param batches the batch that each owner's last turn went to
   */
  @SuppressWarnings("ArrayRecordComponent") // The driver binds arrays.
  record Standing(UUID lastOwner, UUID[] owners, UUID[] batches) {}

  synchronized Standing standing() {
    UUID[] owners = lastBatches.keySet().stream().map(UserId::value).toArray(UUID[]::new);
    UUID[] batches = lastBatches.values().stream().map(BatchId::value).toArray(UUID[]::new);
    return new Standing(lastOwner.value(), owners, batches);
  }

  synchronized void served(UserId owner, BatchId batch) {
    lastOwner = owner;
    lastBatches.put(owner, batch);
    if (lastBatches.size() > REMEMBERED) {
      lastBatches.remove(lastBatches.keySet().iterator().next());
    }
  }
}
