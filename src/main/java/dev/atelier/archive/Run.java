package dev.atelier.archive;

import dev.atelier.jobs.BatchId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One pass over every user, or over one.
 *
 * @param root the folder that it fills
 * @param source name of where the media come from
 * @param batch the work of its present phase
 * @param usersBatch the batch with an item for each user; null before they are listed
 * @param onlyUser id of the only user that it is about; null for everybody
 * @param since only media that were changed since then; null for all
 * @param dryRun whether it only counts what would be fetched
 * @param users how many there are; 0 before they are listed
 * @param media how many ids they have
 * @param failure why the run failed as a whole, where it did
 * @param manifestSha256 of the manifest; null before there is one
 */
record Run(
    RunId id,
    UUID root,
    String source,
    State state,
    Phase phase,
    BatchId batch,
    @Nullable BatchId usersBatch,
    @Nullable String onlyUser,
    @Nullable Instant since,
    boolean dryRun,
    int users,
    long media,
    @Nullable String failure,
    @Nullable String manifestSha256,
    @Nullable Long manifestFiles,
    Instant createdAt,
    @Nullable Instant listedAt,
    @Nullable Instant endedAt) {

  /** Where a run stands. */
  enum State {
    ACTIVE,
    /** By the operator; can be resumed until another run has started. */
    STOPPED,
    /** Every user was processed, some perhaps in vain. */
    COMPLETED,
    /** Ended by a fault of the whole. */
    FAILED
  }

  /** What a run does, in this order; each is a batch of its own. */
  enum Phase {
    LISTING,
    FETCHING,
    FINISHING
  }

  /** Whether the run knows every object, so that none has to be asked for. */
  boolean listsObjects() {
    return onlyUser == null;
  }
}
