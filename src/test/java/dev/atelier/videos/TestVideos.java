package dev.atelier.videos;

import dev.atelier.identity.UserId;
import dev.atelier.videos.Video.Counts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Videos that are there without having been made. */
public record TestVideos(
    JdbcClient jdbc, Profiles profiles, VideoRepository repository, Videos videos) {

  public static TestVideos in(ApplicationContext application) {
    return new TestVideos(
        application.getBean(JdbcClient.class),
        application.getBean(Profiles.class),
        application.getBean(VideoRepository.class),
        application.getBean(Videos.class));
  }

  public VideoId pending(UserId owner) {
    profiles.ensure(owner, null, null);
    return repository
        .insert(new NewVideo(VideoId.next(), owner, "A calm sea", null, null, null, null, null))
        .id();
  }

  public VideoId completed(UserId owner) {
    return completed(owner, Counts.NONE, null);
  }

  /** A video with counts that no rows stand for. */
  public VideoId completed(UserId owner, Counts counts, @Nullable Instant createdAt) {
    VideoId id = pending(owner);
    Instant time = createdAt == null ? Instant.now().truncatedTo(ChronoUnit.MICROS) : createdAt;
    jdbc.sql(
            """
            update videos.videos
            set created_at = :time, likes_count = :likes, dislikes_count = :dislikes,
              views_count = :views
            where id = :id
            """)
        .param("time", OffsetDateTime.ofInstant(time, ZoneOffset.UTC))
        .param("likes", counts.likes())
        .param("dislikes", counts.dislikes())
        .param("views", counts.views())
        .param("id", id.value())
        .update();
    videos.complete(id, "/media/videos/" + id + ".mp4", "/media/videos/" + id + ".jpg", 8);
    return id;
  }

  /** A number that a query answers with. */
  public long count(String sql, VideoId id) {
    return jdbc.sql(sql).param("id", id.value()).query(Long.class).single();
  }
}
