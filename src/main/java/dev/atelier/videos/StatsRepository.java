package dev.atelier.videos;

import dev.atelier.identity.UserId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StatsRepository {

  /**
   * What a voter thinks of a creator.
   *
   * @param net videos liked less videos disliked
   * @param by what it has just changed by
   */
  record Opinion(int net, int by) {}

  /** The people who voted for and against a creator. */
  record Voters(int likers, int dislikers) {}

  private final JdbcClient jdbc;

  StatsRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void addVideo(UserId creator) {
    jdbc.sql(
            """
            update videos.creator_stats
            set videos_created = videos_created + 1, updated_at = clock_timestamp()
            where user_id = :creator
            """)
        .param("creator", creator.value())
        .update();
  }

  /**
   * Moves opinions of voters, in the order given, so that no two transactions that move the same
   * wait for each other.
   */
  List<Opinion> move(UserId creator, Map<UUID, Integer> voters) {
    if (voters.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            with moved as materialized (
              select voter, by
              from unnest(:voters::uuid[], :by::int[]) with ordinality as m (voter, by, place)
              order by place
            ),
            kept as (
              insert into videos.creator_voters (creator_id, voter_id, net)
              select :creator, voter, by
              from moved
              on conflict (creator_id, voter_id) do update
              set net = creator_voters.net + excluded.net
              returning voter_id, net
            )
            select kept.net, moved.by
            from kept
            join moved on moved.voter = kept.voter_id
            """)
        .param("creator", creator.value())
        .param("voters", voters.keySet().toArray(UUID[]::new))
        .param("by", voters.values().toArray(Integer[]::new))
        .query((row, _) -> new Opinion(row.getInt("net"), row.getInt("by")))
        .list();
  }

  /** Adds to the creator's totals and returns how many voters there are now. */
  Voters add(UserId creator, int likes, int dislikes, int likers, int dislikers) {
    return jdbc.sql(
            """
            update videos.creator_stats
            set total_likes = total_likes + :likes,
              total_dislikes = total_dislikes + :dislikes,
              likers = likers + :likers,
              dislikers = dislikers + :dislikers,
              updated_at = clock_timestamp()
            where user_id = :creator
            returning likers, dislikers
            """)
        .param("creator", creator.value())
        .param("likes", likes)
        .param("dislikes", dislikes)
        .param("likers", likers)
        .param("dislikers", dislikers)
        .query((row, _) -> new Voters(row.getInt("likers"), row.getInt("dislikers")))
        .single();
  }

  void score(UserId creator, double score) {
    jdbc.sql(
            """
            update videos.creator_stats
            set creator_score = :score
            where user_id = :creator
            """)
        .param("creator", creator.value())
        .param("score", score)
        .update();
  }
}
