package dev.atelier.campaigns;

import dev.atelier.events.EventLog;
import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.BatchId;
import dev.atelier.jobs.Jobs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Batches: watched and steered. What belongs to others does not exist for the caller. */
@Component
class BatchJobs {

  static final String KIND = "campaigns";

  private static final int PAGE = 500;

  private final BatchJobRepository batches;
  private final PostRepository posts;
  private final PostStateRepository states;
  private final CallRepository calls;
  private final Jobs jobs;
  private final EventLog events;
  private final BatchWaits waits;
  private final TransactionTemplate transactions;

  BatchJobs(
      BatchJobRepository batches,
      PostRepository posts,
      PostStateRepository states,
      CallRepository calls,
      Jobs jobs,
      EventLog events,
      BatchWaits waits,
      TransactionTemplate transactions) {
    this.batches = batches;
    this.posts = posts;
    this.states = states;
    this.calls = calls;
    this.jobs = jobs;
    this.events = events;
    this.waits = waits;
    this.transactions = transactions;
  }

  /** The batch, if it exists for the caller. */
  BatchJob find(Caller caller, String id) {
    return reachable(caller, batches.find(id));
  }

  /**
   * The batch, if it exists for the caller and its campaign does too. Of a deleted campaign no more
   * is told than how its batches ended, so that whoever follows one learns it.
   */
  BatchJob findLive(Caller caller, String id) {
    return reachable(caller, batches.findLive(id));
  }

  private static BatchJob reachable(Caller caller, Optional<BatchJob> found) {
    return found
        .filter(batch -> caller.mayReach(batch.owner()))
        .orElseThrow(() -> Problem.notFound("Batch job not found"));
  }

  /** Newest first. */
  List<BatchJob> page(CampaignId campaign, @Nullable String status, int skip, int limit) {
    return batches.page(campaign, status, skip, limit);
  }

  /** The batch as it is when it has ended, or after so long. */
  BatchJob await(BatchJob batch, Duration most) {
    try {
      waits.await(batch.id(), most, () -> current(batch).ended());
    } catch (InterruptedException e) {
      // The node stops; the caller learns how far the batch is.
      Thread.currentThread().interrupt();
    }
    return current(batch);
  }

  private BatchJob current(BatchJob batch) {
    return batches.find(batch.id()).orElse(batch);
  }

  /** All batches of a campaign, newest first, fetched page by page. */
  Stream<BatchJob> all(CampaignId campaign) {
    return Stream.iterate(0, skip -> skip + PAGE)
        .map(skip -> batches.page(campaign, null, skip, PAGE))
        .takeWhile(page -> !page.isEmpty())
        .flatMap(List::stream);
  }

  /** All posts in their order, fetched page by page. */
  Stream<Post> posts(BatchJob batch) {
    return Stream.iterate(
            posts.ofBatch(batch.id(), 0, PAGE),
            page -> !page.isEmpty(),
            page -> posts.ofBatch(batch.id(), page.getLast().position(), PAGE))
        .flatMap(List::stream);
  }

  /** A page of posts in their order. */
  List<Post> posts(BatchJob batch, int afterPosition, int limit) {
    return posts.ofBatch(batch.id(), afterPosition, limit);
  }

  void cancel(BatchJob batch) {
    batches.stop(batch.id());
    if (batch.ended() || !jobs.cancel(jobs(batch))) {
      throw Problem.malformed("not_cancellable", "Job cannot be cancelled");
    }
  }

  /** Tries what has failed again; after a stop for all posts also what that has left undone. */
  void retryFailed(BatchJob batch) {
    transactions.executeWithoutResult(status -> {
      boolean stopped = batch.status().equals(BatchJob.FAILED);
      if (jobs.retryFailed(jobs(batch)) == 0) {
        throw Problem.conflict("nothing_failed", "No post of this batch can be tried again");
      }
      batches.lock(batch.id());
      PostStateRepository.Reopened reopened = states.reopen(batch.id(), stopped);
      batches.reopen(batch.id(), reopened.failed(), reopened.cancelled());
      calls.writeOff(batch.id());
      // The batch has not ended after all.
      events.retract(batch.id(), PostEvents.LAST);
      events.append(
          batch.id(), () -> batches.find(batch.id()).stream().map(PostEvents::progress).toList());
    });
  }

  private static BatchId jobs(BatchJob batch) {
    try {
      return new BatchId(UUID.fromString(batch.id()));
    } catch (IllegalArgumentException e) {
      throw Problem.conflict("no_jobs", "This batch was made elsewhere and cannot be steered");
    }
  }
}
