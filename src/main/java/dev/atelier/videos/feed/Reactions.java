package dev.atelier.videos.feed;

import dev.atelier.identity.UserId;
import dev.atelier.videos.CreatorStats;
import dev.atelier.videos.RankRepository;
import dev.atelier.videos.RankingFormula;
import dev.atelier.videos.Video;
import dev.atelier.videos.Video.Counts;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.VideoRepository;
import dev.atelier.videos.feed.Change.Watch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies changes to a video's counters. A lock of the video puts all changes of all nodes into one
 * order, so that each finds what the one before has left.
 */
@Component
class Reactions {

  // Shorter than a tick of the feed, which the commit must not outlive.
  private static final int SECONDS = RankRepository.TICK_SECONDS - 1;

  private final VideoRepository videos;
  private final ReactionRepository reactions;
  private final CreatorStats stats;
  private final RankRepository ranks;
  private final TransactionTemplate transactions;

  Reactions(
      VideoRepository videos,
      ReactionRepository reactions,
      CreatorStats stats,
      RankRepository ranks,
      PlatformTransactionManager transactions) {
    this.videos = videos;
    this.reactions = reactions;
    this.stats = stats;
    this.ranks = ranks;
    this.transactions = new TransactionTemplate(transactions);
    this.transactions.setTimeout(SECONDS);
  }

  /**
   * Applies changes to one video in one transaction.
   *
   * @return what came of each, in the same order; empty where the video is not public
   */
  Optional<List<Outcome>> apply(VideoId id, List<Change> changes) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> videos.lock(id).filter(Video::isPublic).map(video -> applied(video, changes))));
  }

  private List<Outcome> applied(Video video, List<Change> changes) {
    Tally tally =
        new Tally(video.counts(), reactions.of(video.id(), voters(changes)), seen(video, changes));
    List<Outcome> outcomes = new ArrayList<>();
    for (Change change : changes) {
      outcomes.add(tally.apply(change));
    }
    keep(video, tally);
    return outcomes;
  }

  private static Set<UserId> voters(List<Change> changes) {
    return changes.stream()
        .filter(it -> !(it instanceof Watch))
        .map(Change::viewer)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private Set<String> seen(Video video, List<Change> changes) {
    List<Watch> views =
        changes.stream().filter(Watch.class::isInstance).map(Watch.class::cast).toList();
    return views.isEmpty() ? new HashSet<>() : reactions.see(video.id(), views);
  }

  private void keep(Video video, Tally tally) {
    Map<UserId, Reaction> changed = tally.changed();
    if (!changed.isEmpty()) {
      reactions.put(video.id(), changed);
    }
    Set<UserId> withdrawn = tally.withdrawn();
    if (!withdrawn.isEmpty()) {
      reactions.delete(video.id(), withdrawn);
    }
    Counts before = video.counts();
    Counts now = tally.counts();
    Map<UserId, Integer> moved = tally.moved();
    if (!moved.isEmpty()) {
      stats.vote(
          video.owner(), now.likes() - before.likes(), now.dislikes() - before.dislikes(), moved);
    }
    if (!now.equals(before)) {
      long score = RankingFormula.score(now, video.createdAt());
      videos.count(video.id(), now, score);
      ranks.move(video.id(), now, score);
    }
  }
}
