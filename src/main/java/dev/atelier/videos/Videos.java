package dev.atelier.videos;

import dev.atelier.http.Problem;
import dev.atelier.identity.UserId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Videos, as far as anybody may see them.
 *
 * <p>Thread-safe.
 */
@Component
public class Videos {

  private final VideoRepository videos;
  private final VideoAssetRepository assets;
  private final RankRepository ranks;
  private final StatsRepository stats;
  private final OwnReactions own;

  Videos(
      VideoRepository videos,
      VideoAssetRepository assets,
      RankRepository ranks,
      StatsRepository stats,
      OwnReactions own) {
    this.videos = videos;
    this.assets = assets;
    this.own = own;
    this.ranks = ranks;
    this.stats = stats;
  }

  /**
   * The video, if it exists for that viewer; the viewer is null when not known.
   *
   * @throws Problem 404
   */
  public Video find(VideoId id, @Nullable UserId viewer) {
    return videos.find(id).filter(video -> video.isVisibleTo(viewer)).orElseThrow(Videos::notFound);
  }

  /** What that viewer reads of the video; the viewer is null when not known. */
  public VideoResponse show(Video video, @Nullable UserId viewer) {
    return show(List.of(video), viewer).getFirst();
  }

  /** What that viewer reads of the videos. */
  public List<VideoResponse> show(List<Video> page, @Nullable UserId viewer) {
    return show(
        page,
        viewer,
        page.stream().map(it -> RankingFormula.score(it.counts(), it.createdAt())).toList());
  }

  /** The same with the scores that the videos are ordered by. */
  public List<VideoResponse> show(List<Video> page, @Nullable UserId viewer, List<Long> scores) {
    List<VideoId> ids = page.stream().map(Video::id).toList();
    Map<VideoId, List<VideoAsset>> files = assets.of(ids);
    Map<VideoId, String> reactions = viewer == null ? Map.of() : own.of(viewer, ids);
    return IntStream.range(0, page.size())
        .mapToObj(place -> {
          Video video = page.get(place);
          return VideoResponse.of(
              video,
              files.getOrDefault(video.id(), List.of()),
              viewer,
              reactions.get(video.id()),
              scores.get(place));
        })
        .toList();
  }

  /**
   * Ends the making of a video with a result, whatever was thought of it before, and puts it into
   * the feed and its creator's count, once. Joins the caller's transaction.
   *
   * @return whether it was not completed before
   */
  @Transactional
  public boolean complete(
      VideoId id, String videoUrl, @Nullable String thumbnailUrl, @Nullable Integer seconds) {
    if (!videos.complete(id, videoUrl, thumbnailUrl, seconds)) {
      return false;
    }
    Video video = videos.find(id).orElseThrow();
    videos.count(id, video.counts(), RankingFormula.score(video.counts(), video.createdAt()));
    ranks.insert(video);
    stats.addVideo(video.owner());
    return true;
  }

  /** What to tell whoever asks for a video that is not there for them. */
  public static Problem notFound() {
    return Problem.notFound("Video not found");
  }
}
