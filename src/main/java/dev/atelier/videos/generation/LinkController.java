package dev.atelier.videos.generation;

import dev.atelier.http.Problem;
import dev.atelier.identity.Member;
import dev.atelier.providers.ObjectStore;
import dev.atelier.storage.Media;
import dev.atelier.storage.MediaKey;
import dev.atelier.videos.Video;
import dev.atelier.videos.VideoAsset;
import dev.atelier.videos.VideoAssetRepository;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.Videos;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Gives links to files that end soon, to download or to show what not everybody may see. */
@RestController
class LinkController {

  private final Videos videos;
  private final VideoAssetRepository assets;
  private final Media media;

  LinkController(Videos videos, VideoAssetRepository assets, Media media) {
    this.videos = videos;
    this.assets = assets;
    this.media = media;
  }

  /** Where the files are until then. */
  record Links(String url, @Nullable String thumbnailUrl, String expiresAt) {}

  @GetMapping("/videos/{id}/link")
  Links link(Member member, @PathVariable UUID id) {
    Video video = videos.find(new VideoId(id), member.id());
    List<VideoAsset> files = assets.of(video.id());
    Media.Link link =
        link(files, VideoAsset.Type.VIDEO)
            .orElseThrow(() -> Problem.notFound("The video has no file yet"));
    return new Links(
        link.url(),
        link(files, VideoAsset.Type.THUMBNAIL).map(Media.Link::url).orElse(null),
        link.expiresAt().toString());
  }

  private Optional<Media.Link> link(List<VideoAsset> files, VideoAsset.Type type) {
    return files.stream()
        .filter(asset -> asset.type() == type)
        .map(asset -> media.link(new MediaKey(asset.storageKey()), ObjectStore.MAX_LINK))
        .findFirst();
  }
}
