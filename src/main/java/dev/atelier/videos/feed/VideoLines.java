package dev.atelier.videos.feed;

import dev.atelier.identity.UserId;
import dev.atelier.videos.Profiles;
import dev.atelier.videos.VideoId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Where changes to a video stand in line. Whoever comes to the front takes those behind along, in
 * one transaction: a video that a thousand people like at once costs a few commits and one
 * connection of the pool, and everything else goes on.
 *
 * <p>Thread-safe.
 */
@Component
class VideoLines {

  private static final int MOST_AT_ONCE = 200;

  private static final Logger LOG = LoggerFactory.getLogger(VideoLines.class);

  private final Reactions reactions;
  private final Profiles profiles;
  private final Map<VideoId, Line> lines = new ConcurrentHashMap<>();

  VideoLines(Reactions reactions, Profiles profiles) {
    this.reactions = reactions;
    this.profiles = profiles;
  }

  /**
   * Applies the change; it is committed when this returns. Empty for a video that is not public.
   */
  Optional<Outcome> apply(VideoId video, Change change) {
    Line line =
        lines.compute(video, (_, known) -> (known == null ? new Line(video) : known).entered());
    try {
      return line.apply(new Waiting(change));
    } finally {
      lines.computeIfPresent(video, (_, known) -> known.left() ? null : known);
    }
  }

  // The changes are made; that this failed must not tell otherwise.
  private void touch(List<Waiting> batch) {
    List<UserId> viewers =
        batch.stream().map(it -> it.change.viewer()).filter(Objects::nonNull).distinct().toList();
    try {
      if (!viewers.isEmpty()) {
        profiles.touch(viewers);
      }
    } catch (DataAccessException e) {
      LOG.warn("{} viewers were active, which is not recorded: {}", viewers.size(), e.getMessage());
    }
  }

  /** A change in line, and what came of it. */
  private static final class Waiting {
    final Change change;
    @Nullable Supplier<Optional<Outcome>> result;

    Waiting(Change change) {
      this.change = change;
    }
  }

  private final class Line {

    private final VideoId video;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock front = new ReentrantLock();
    private int inside;

    Line(VideoId video) {
      this.video = video;
    }

    Line entered() {
      inside++;
      return this;
    }

    boolean left() {
      inside--;
      return inside == 0;
    }

    Optional<Outcome> apply(Waiting mine) {
      waiting.add(mine);
      front.lock();
      try {
        Supplier<Optional<Outcome>> result = mine.result;
        while (result == null) {
          applyTogether(front());
          result = mine.result;
        }
        return result.get();
      } finally {
        front.unlock();
      }
    }

    private List<Waiting> front() {
      List<Waiting> batch = new ArrayList<>();
      Waiting next = waiting.poll();
      while (next != null) {
        batch.add(next);
        next = batch.size() < MOST_AT_ONCE ? waiting.poll() : null;
      }
      return batch;
    }

    // Whatever fails fails all: nothing of the transaction is left.
    private void applyTogether(List<Waiting> batch) {
      try {
        Optional<List<Outcome>> outcomes =
            reactions.apply(video, batch.stream().map(it -> it.change).toList());
        for (int i = 0; i < batch.size(); i++) {
          int place = i;
          batch.get(i).result = () -> outcomes.map(all -> all.get(place));
        }
        if (outcomes.isPresent()) {
          touch(batch);
        }
      } catch (RuntimeException e) {
        batch.forEach(it ->
            it.result =
                () -> {
                  throw e;
                });
      }
    }
  }
}
