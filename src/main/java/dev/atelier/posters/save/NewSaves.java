package dev.atelier.posters.save;

import dev.atelier.events.EventLog;
import dev.atelier.http.RequestKey;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.BatchId;
import dev.atelier.jobs.Item;
import dev.atelier.jobs.Jobs;
import dev.atelier.jobs.Jobs.NewBatch;
import dev.atelier.jobs.Jobs.NewItem;
import dev.atelier.posters.save.SaveCheck.Checked;
import dev.atelier.posters.save.SaveOrder.Wanted;
import dev.atelier.posters.save.SavedPosterRepository.Key;
import dev.atelier.providers.PosterTarget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Accepts saves: all of their posters, or nothing. */
@Component
class NewSaves {

  static final String MISSING = "missing_user_id";

  private static final Item.Failure NO_USER_ID =
      new Item.Failure(MISSING, "The poster has no user id, so it cannot be saved");

  private final SaveTarget targets;
  private final SaveCheck check;
  private final PosterSaveRepository saves;
  private final ExternalIds externalIds;
  private final Jobs jobs;
  private final EventLog events;
  private final TransactionTemplate transaction;

  NewSaves(
      SaveTarget targets,
      SaveCheck check,
      PosterSaveRepository saves,
      ExternalIds externalIds,
      Jobs jobs,
      EventLog events,
      TransactionTemplate transaction) {
    this.targets = targets;
    this.check = check;
    this.saves = saves;
    this.externalIds = externalIds;
    this.jobs = jobs;
    this.events = events;
    this.transaction = transaction;
  }

  /**
   * Accepts a save.
   *
   * @param key the request's, which makes its repetition the same save; null where it has none
   */
  PosterSave start(Caller caller, SaveOrder order, @Nullable RequestKey key) {
    PosterTarget target = targets.require();
    BatchId batch = key == null ? BatchId.next() : new BatchId(key.value());
    Optional<PosterSave> started = key == null ? Optional.empty() : saves.findByBatch(batch);
    if (started.isPresent()) {
      return started.get();
    }
    List<Checked> checked = check.check(caller, order.posters());
    PosterSave save =
        new PosterSave(
            SaveId.of(batch), batch, caller.id(), run(checked), order.campaign(), target.name());
    transaction.executeWithoutResult(status -> accept(save, checked));
    return save;
  }

  private static @Nullable String run(List<Checked> checked) {
    List<String> runs =
        checked.stream()
            .map(Checked::stored)
            .flatMap(it -> it == null ? Stream.empty() : Stream.of(it.run()))
            .distinct()
            .limit(2)
            .toList();
    return runs.size() == 1 ? runs.getFirst() : null;
  }

  private void accept(PosterSave save, List<Checked> checked) {
    saves.insert(save);
    Map<Key, String> ids = externalIds.of(save, checked);
    jobs.enqueue(
        new NewBatch(save.batch(), SaveEvents.KIND, save.owner(), save.campaign()),
        IntStream.range(0, checked.size()).mapToObj(i -> item(checked.get(i), i + 1, ids)));
    events.append(save.id().value(), () -> SaveEvents.started(save, checked));
  }

  private static NewItem item(Checked poster, int position, Map<Key, String> ids) {
    Wanted wanted = poster.wanted();
    Key key = poster.key();
    return new NewItem(
        SavePosterHandler.QUEUE,
        label(wanted, position),
        new SavePoster(key == null ? null : ids.get(key), wanted.userId(), wanted.url()),
        null,
        key == null ? NO_USER_ID : null);
  }

  static String label(Wanted wanted, int position) {
    return wanted.username().isBlank() ? "row_" + position : wanted.username();
  }
}
