package dev.atelier.posters.save;

import dev.atelier.events.EventLog;
import dev.atelier.events.EventStreams;
import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.Batch;
import dev.atelier.jobs.BatchId;
import dev.atelier.jobs.Item;
import dev.atelier.jobs.Jobs;
import dev.atelier.posters.save.PosterSave.Status;
import dev.atelier.posters.save.SaveEvents.Level;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Saves: watched and steered. What belongs to others does not exist for the caller. */
@Component
class PosterSaves {

  private final PosterSaveRepository saves;
  private final Jobs jobs;
  private final EventLog events;
  private final EventStreams streams;
  private final TransactionTemplate transaction;

  PosterSaves(
      PosterSaveRepository saves,
      Jobs jobs,
      EventLog events,
      EventStreams streams,
      TransactionTemplate transaction) {
    this.saves = saves;
    this.jobs = jobs;
    this.events = events;
    this.streams = streams;
    this.transaction = transaction;
  }

  /** The save, if it exists for the caller. */
  PosterSave find(Caller caller, SaveId id) {
    return saves
        .find(id)
        .filter(save -> caller.mayReach(save.owner()))
        .orElseThrow(() -> Problem.notFound("Save job not found"));
  }

  Status status(Caller caller, SaveId id) {
    return status(find(caller, id));
  }

  Status status(PosterSave save) {
    Batch batch =
        jobs.find(save.batch())
            .orElseThrow(() -> new IllegalStateException("No batch for save " + save.id()));
    return new Status(save, batch, jobs.progress(save.batch()));
  }

  /**
   * Newest first.
   *
   * @param run only saves of this run; null for all
   */
  List<Status> page(Caller caller, @Nullable String run, @Nullable SaveId after, int limit) {
    List<PosterSave> page = saves.page(caller, run, after, limit);
    List<BatchId> ids = page.stream().map(PosterSave::batch).toList();
    Map<BatchId, Batch> batches =
        jobs.findAll(ids).stream().collect(Collectors.toMap(Batch::id, Function.identity()));
    Map<BatchId, Batch.Progress> progress = jobs.progress(ids);
    return page.stream()
        .flatMap(save -> {
          Batch batch = batches.get(save.batch());
          Batch.Progress reached = progress.get(save.batch());
          return batch == null || reached == null
              ? Stream.empty()
              : Stream.of(new Status(save, batch, reached));
        })
        .toList();
  }

  /** Posters by position. */
  List<Item> posters(PosterSave save, Item.@Nullable State state, int afterPosition, int limit) {
    return jobs.items(save.batch(), state, afterPosition, limit);
  }

  /** All posters by position, fetched page by page. */
  Stream<Item> allPosters(PosterSave save) {
    int pageSize = 500;
    return Stream.iterate(
            posters(save, null, 0, pageSize),
            page -> !page.isEmpty(),
            page -> posters(save, null, page.getLast().position(), pageSize))
        .flatMap(List::stream);
  }

  SseEmitter stream(Caller caller, SaveId id, @Nullable String lastEventId) {
    PosterSave save = find(caller, id);
    return streams.open(
        caller,
        new EventStreams.Subscription(
            save.id().value(), lastEventId, sequence -> List.of(), SaveEvents.LAST));
  }

  void cancel(PosterSave save) {
    if (!jobs.cancel(save.batch())) {
      throw Problem.conflict("not_cancellable", "This save has ended");
    }
  }

  void retryFailed(PosterSave save) {
    transaction.executeWithoutResult(status -> {
      int retried = jobs.retryFailed(save.batch());
      if (retried == 0) {
        throw Problem.conflict(
            "nothing_failed", "No poster of this save has failed in a way that a retry can mend");
      }
      // The save has not ended after all.
      events.retract(save.id().value(), SaveEvents.LAST);
      events.append(
          save.id().value(),
          () ->
              List.of(
                  SaveEvents.log(
                      Level.INFO,
                      "Trying " + retried + " failed posters again",
                      Map.of("total", retried)),
                  SaveEvents.progress(jobs.progress(save.batch()))));
    });
  }
}
