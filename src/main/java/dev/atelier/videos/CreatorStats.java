package dev.atelier.videos;

import dev.atelier.identity.UserId;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What creators have brought about, counted as it happens, in the transaction in which it does.
 *
 * <p>Thread-safe.
 */
@Component
public class CreatorStats {

  private final StatsRepository stats;

  CreatorStats(StatsRepository stats) {
    this.stats = stats;
  }

  /**
   * Counts votes on a video of the creator. The stats of one creator are locked until the
   * transaction ends, so this comes late in it; no other creator's may be locked in it.
   *
   * @param likes by how many likes there are more
   * @param dislikes by how many dislikes there are more
   * @param opinions by how much each voter's opinion moved; the creator's own counts for the totals
   *     only
   */
  public void vote(UserId creator, int likes, int dislikes, Map<UserId, Integer> opinions) {
    Map<UUID, Integer> others = new TreeMap<>();
    opinions.forEach((voter, by) -> others.put(voter.value(), by));
    others.remove(creator.value());
    int likers = 0;
    int dislikers = 0;
    for (StatsRepository.Opinion opinion : stats.move(creator, others)) {
      int now = Integer.signum(opinion.net());
      int before = Integer.signum(opinion.net() - opinion.by());
      likers += (now > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
      dislikers += (now < 0 ? 1 : 0) - (before < 0 ? 1 : 0);
    }
    StatsRepository.Voters voters = stats.add(creator, likes, dislikes, likers, dislikers);
    if (likers != 0 || dislikers != 0) {
      stats.score(creator, CreatorScore.of(voters.likers(), voters.dislikers()));
    }
  }
}
