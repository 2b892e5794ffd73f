package dev.atelier.posters;

import dev.atelier.identity.Caller;
import dev.atelier.jobs.BatchId;
import dev.atelier.jobs.Item;
import dev.atelier.jobs.ItemId;
import dev.atelier.jobs.Jobs;
import dev.atelier.posters.PosterRunRepository.Origin;
import dev.atelier.posters.save.SavablePoster;
import dev.atelier.posters.save.SavablePosters;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The finished rows of runs, as posters that may be saved. */
@Component
class SavableRows implements SavablePosters {

  private static final int PIECE = 1_000;

  /** The key that {@link RenderPosterHandler} gives a picture, at the end of whatever address. */
  private static final Pattern KEY =
      Pattern.compile(
          ".*/posters/[0-9a-f-]{36}/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[^/]*");

  private final PosterRuns runs;
  private final PosterRunRepository repository;
  private final PosterRows rows;
  private final Jobs jobs;

  SavableRows(PosterRuns runs, PosterRunRepository repository, PosterRows rows, Jobs jobs) {
    this.runs = runs;
    this.repository = repository;
    this.rows = rows;
    this.jobs = jobs;
  }

  @Override
  public Stream<SavablePoster> ofRun(Caller caller, String run) {
    PosterRun found = runs.find(caller, new RunId(run));
    return runs.allRows(found, Item.State.SUCCEEDED)
        .flatMap(item -> poster(found.id(), found.offlineProfiles(), item).stream());
  }

  @Override
  public Map<String, SavablePoster> byUrl(Caller caller, Collection<String> urls) {
    List<ItemId> ids = urls.stream().map(SavableRows::item).flatMap(Optional::stream).toList();
    Map<String, SavablePoster> found = new HashMap<>();
    for (int from = 0; from < ids.size(); from += PIECE) {
      List<ItemId> piece = ids.subList(from, Math.min(from + PIECE, ids.size()));
      List<Item> items = jobs.items(piece);
      Map<BatchId, Origin> origins =
          repository.origins(items.stream().map(Item::batch).distinct().toList());
      for (Item item : items) {
        Origin origin = origins.get(item.batch());
        if (origin != null && caller.mayReach(origin.owner())) {
          poster(origin.run(), origin.offlineProfiles(), item)
              .ifPresent(poster -> found.put(poster.url(), poster));
        }
      }
    }
    return found;
  }

  private static Optional<ItemId> item(String url) {
    Matcher matcher = KEY.matcher(url);
    return matcher.matches()
        ? Optional.of(new ItemId(UUID.fromString(matcher.group(1))))
        : Optional.empty();
  }

  private Optional<SavablePoster> poster(RunId run, boolean offlineProfiles, Item item) {
    RenderedPoster poster = rows.poster(item);
    return poster == null
        ? Optional.empty()
        : Optional.of(
            new SavablePoster(
                run.value(),
                poster.media(),
                poster.username(),
                poster.savableId(offlineProfiles),
                rows.url(poster)));
  }
}
