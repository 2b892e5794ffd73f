package dev.atelier.posters.save;

import dev.atelier.http.Problem;
import dev.atelier.http.RequestKey;
import dev.atelier.identity.Caller;
import dev.atelier.posters.save.SaveOrder.Wanted;
import dev.atelier.posters.save.SavedPosterRepository.Key;
import dev.atelier.providers.PosterTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Saves a run as a whole: every finished poster of a person whose id is known. */
@Component
class RunSaves {

  private static final int MISSING_NAMED = 10;
  private static final int PIECE = 500;

  private final SavablePosters savable;
  private final SavedPosterRepository saved;
  private final NewSaves newSaves;
  private final SaveTarget targets;

  RunSaves(
      SavablePosters savable, SavedPosterRepository saved, NewSaves newSaves, SaveTarget targets) {
    this.savable = savable;
    this.saved = saved;
    this.newSaves = newSaves;
    this.targets = targets;
  }

  /**
   * What can be saved of a run.
   *
   * @param available whether there is a place to save to
   * @param reason why there is none
   * @param posters how many finished posters of people with an id there are
   * @param saved how many of them are saved there already
   * @param missing how many finished posters are of people without an id
   * @param missingNames the first of those
   */
  record Saving(
      boolean available,
      @Nullable String reason,
      int posters,
      int saved,
      int missing,
      List<String> missingNames) {}

  Saving saving(Caller caller, String run) {
    Optional<PosterTarget> target = targets.find();
    List<String> missing = new ArrayList<>();
    List<Key> keys = new ArrayList<>();
    try (Stream<SavablePoster> posters = savable.ofRun(caller, run)) {
      posters.forEach(poster -> {
        Long user = poster.userId();
        if (user == null) {
          missing.add(poster.username());
        } else {
          keys.add(new Key(poster.media(), user));
        }
      });
    }
    String obstacle = targets.obstacle().orElse(null);
    int done = 0;
    for (int from = 0; target.isPresent() && from < keys.size(); from += PIECE) {
      List<Key> piece = keys.subList(from, Math.min(from + PIECE, keys.size()));
      done += saved.saved(target.get().name(), piece).size();
    }
    return new Saving(
        obstacle == null,
        obstacle,
        keys.size(),
        done,
        missing.size(),
        missing.stream().limit(MISSING_NAMED).toList());
  }

  PosterSave start(Caller caller, String run, String name, @Nullable RequestKey key) {
    targets.require();
    List<Wanted> wanted;
    try (Stream<SavablePoster> posters = savable.ofRun(caller, run)) {
      wanted =
          posters
              .filter(poster -> poster.userId() != null)
              .map(poster -> new Wanted(poster.username(), poster.url(), poster.userId()))
              .toList();
    }
    if (wanted.isEmpty()) {
      throw Problem.conflict(
          "nothing_to_save", "No poster of this run is finished and has a user id");
    }
    return newSaves.start(caller, new SaveOrder(name, wanted), key);
  }
}
