package dev.atelier.videos;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The stored files of videos. Writes join the caller's transaction, or are one of their own.
 *
 * <p>Thread-safe.
 */
@Repository
public class VideoAssetRepository {

  private final JdbcClient jdbc;

  VideoAssetRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An asset to keep. */
  public record NewAsset(
      VideoId video,
      VideoAsset.Type type,
      String storageBackend,
      String storageKey,
      @Nullable String filePath,
      @Nullable String publicUrl,
      @Nullable String sourceUrl,
      @Nullable Integer durationSeconds) {}

  /** Keeps an asset, instead of the one of that type if there is one. */
  public void put(NewAsset asset) {
    jdbc.sql(
            """
            insert into videos.video_assets (video_id, asset_type, storage_backend, storage_key,
              file_path, public_url, source_url, duration_seconds)
            values (:video, :type, :backend, :key, :path, :publicUrl, :sourceUrl, :seconds)
            on conflict (video_id, asset_type) do update
            set storage_backend = excluded.storage_backend,
              storage_key = excluded.storage_key,
              file_path = excluded.file_path,
              public_url = excluded.public_url,
              source_url = excluded.source_url,
              duration_seconds = excluded.duration_seconds,
              updated_at = clock_timestamp()
            """)
        .param("video", asset.video().value())
        .param("type", asset.type().name())
        .param("backend", asset.storageBackend())
        .param("key", asset.storageKey())
        .param("path", asset.filePath())
        .param("publicUrl", asset.publicUrl())
        .param("sourceUrl", asset.sourceUrl())
        .param("seconds", asset.durationSeconds())
        .update();
  }

  /** The assets of a video, the video first. */
  public List<VideoAsset> of(VideoId video) {
    return of(List.of(video)).getOrDefault(video, List.of());
  }

  /** The assets of several videos, by video. */
  public Map<VideoId, List<VideoAsset>> of(Collection<VideoId> videos) {
    return jdbc
        .sql(
            """
            select id, video_id, asset_type, storage_backend, storage_key, file_path, public_url,
              source_url, duration_seconds, created_at, updated_at
            from videos.video_assets
            where video_id = any(:videos)
            order by video_id, asset_type desc
            """)
        .param("videos", videos.stream().map(VideoId::value).toArray(UUID[]::new))
        .query(VideoAssetRepository::asset)
        .list()
        .stream()
        .collect(Collectors.groupingBy(VideoAsset::video));
  }

  private static VideoAsset asset(ResultSet row, int number) throws SQLException {
    return new VideoAsset(
        row.getObject("id", UUID.class),
        new VideoId(row.getObject("video_id", UUID.class)),
        VideoAsset.Type.valueOf(row.getString("asset_type")),
        row.getString("storage_backend"),
        row.getString("storage_key"),
        row.getString("file_path"),
        row.getString("public_url"),
        row.getString("source_url"),
        row.getObject("duration_seconds", Integer.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
