package dev.atelier.videos;

import dev.atelier.identity.UserId;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a viewer made of the videos of a page. */
@Repository
class OwnReactions {

  private final JdbcClient jdbc;

  OwnReactions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The viewer's reactions, as clients read them. */
  Map<VideoId, String> of(UserId viewer, Collection<VideoId> videos) {
    return jdbc
        .sql(
            """
            select video_id, reaction
            from videos.video_reactions
            where user_id = :viewer
              and video_id = any(:videos)
            """)
        .param("viewer", viewer.value())
        .param("videos", videos.stream().map(VideoId::value).toArray(UUID[]::new))
        .query((row, _) ->
            Map.entry(
                new VideoId(row.getObject("video_id", UUID.class)),
                row.getString("reaction").toLowerCase(Locale.ROOT)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
