package dev.atelier.videos;

import dev.atelier.identity.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What creators have brought about, counted as it happens. */
@Repository
class StatsRepository {

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
}
