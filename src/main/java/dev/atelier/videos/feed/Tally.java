package dev.atelier.videos.feed;

import dev.atelier.identity.UserId;
import dev.atelier.videos.Video.Counts;
import dev.atelier.videos.feed.Change.React;
import dev.atelier.videos.feed.Change.Undo;
import dev.atelier.videos.feed.Change.Watch;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies changes to what is known of one video, one after the other; not thread-safe. */
final class Tally {

  private final Map<UserId, Reaction> before;
  private final Map<UserId, Reaction> after;
  private final Set<String> uncounted;
  private int likes;
  private int dislikes;
  private long views;

  /**
   * @param reactions what the viewers thought of the video until now
   * @param newViewers whose views count
   */
  Tally(Counts counts, Map<UserId, Reaction> reactions, Set<String> newViewers) {
    this.before = reactions;
    this.after = new HashMap<>(reactions);
    this.uncounted = newViewers;
    this.likes = counts.likes();
    this.dislikes = counts.dislikes();
    this.views = counts.views();
  }

  Outcome apply(Change change) {
    return switch (change) {
      case React it -> become(it.viewer(), it.reaction());
      case Undo it ->
          after.get(it.viewer()) == it.reaction() ? become(it.viewer(), null) : now(it.viewer());
      case Watch it -> {
        if (uncounted.remove(it.key())) {
          views++;
        }
        yield now(it.viewer());
      }
    };
  }

  private Outcome become(UserId viewer, @Nullable Reaction wanted) {
    count(after.get(viewer), -1);
    count(wanted, 1);
    if (wanted == null) {
      after.remove(viewer);
    } else {
      after.put(viewer, wanted);
    }
    return now(viewer);
  }

  private void count(@Nullable Reaction reaction, int by) {
    if (reaction == Reaction.LIKE) {
      likes += by;
    } else if (reaction == Reaction.DISLIKE) {
      dislikes += by;
    }
  }

  private Outcome now(@Nullable UserId viewer) {
    return new Outcome(viewer == null ? null : after.get(viewer), counts());
  }

  Counts counts() {
    return new Counts(likes, dislikes, views);
  }

  /** The reactions that are new, or others than before. */
  Map<UserId, Reaction> changed() {
    Map<UserId, Reaction> changed = new HashMap<>(after);
    changed.entrySet().removeIf(it -> before.get(it.getKey()) == it.getValue());
    return changed;
  }

  /** Who thought something of the video before, and nothing now. */
  Set<UserId> withdrawn() {
    Map<UserId, Reaction> gone = new HashMap<>(before);
    gone.keySet().removeAll(after.keySet());
    return gone.keySet();
  }

  /** By how much each viewer's opinion moved: one for a like, minus one for a dislike. */
  Map<UserId, Integer> moved() {
    Map<UserId, Integer> moved = new HashMap<>();
    after.forEach((user, reaction) -> moved.put(user, worth(reaction)));
    before.forEach((user, reaction) -> moved.merge(user, -worth(reaction), Integer::sum));
    moved.values().removeIf(by -> by == 0);
    return moved;
  }

  private static int worth(Reaction reaction) {
    return reaction == Reaction.LIKE ? 1 : -1;
  }
}
