package dev.atelier.posters.save;

import dev.atelier.posters.save.SaveCheck.Checked;
import dev.atelier.posters.save.SavedPosterRepository.Key;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Gives each poster, once and before the first call, the id that its target knows it by. */
@Component
class ExternalIds {

  private static final int PIECE = 1_000;

  private final SavedPosterRepository posters;
  private final Clock clock;

  ExternalIds(SavedPosterRepository posters, Clock clock) {
    this.posters = posters;
    this.clock = clock;
  }

  /** The ids of those posters that can be saved; within the transaction that accepts the save. */
  Map<Key, String> of(PosterSave save, List<Checked> checked) {
    List<Key> keys = new ArrayList<>();
    List<String> urls = new ArrayList<>();
    for (Checked poster : checked) {
      Key key = poster.key();
      SavablePoster stored = poster.stored();
      if (key != null && stored != null) {
        keys.add(key);
        urls.add(stored.url());
      }
    }
    Map<Key, String> found = new HashMap<>();
    long stamp = posters.takeStamps(keys.size(), clock.millis());
    for (int from = 0; from < keys.size(); from += PIECE) {
      int to = Math.min(from + PIECE, keys.size());
      List<Key> piece = keys.subList(from, to);
      posters.accept(save.target(), save.campaign(), piece, urls.subList(from, to), stamp + from);
      found.putAll(posters.externalIds(save.target(), piece));
    }
    return found;
  }
}
