package dev.atelier.jobs;

import dev.atelier.identity.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item that a lane has taken.
 *
 * @param claim the fence: whatever this holder writes is refused once the item was claimed again
 * @param first whether its batch was not marked as started yet
 * @param revision of its batch
 */
record Claimed(
    ItemId id,
    BatchId batch,
    String kind,
    UserId owner,
    int position,
    String queue,
    String label,
    String input,
    @Nullable String group,
    int attempts,
    int kills,
    long claim,
    Instant createdAt,
    boolean first,
    int revision) {}
