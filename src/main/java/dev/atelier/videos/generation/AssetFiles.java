package dev.atelier.videos.generation;

import dev.atelier.home.AtelierHome;
import dev.atelier.providers.Excerpt;
import dev.atelier.providers.ImageKind;
import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.OutboundHttp.Call;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.VideoModel.Asset;
import dev.atelier.providers.VideoModel.Progress;
import dev.atelier.storage.Media;
import dev.atelier.storage.MediaKey;
import dev.atelier.videos.VideoAsset;
import dev.atelier.videos.VideoAssetRepository;
import dev.atelier.videos.VideoAssetRepository.NewAsset;
import dev.atelier.videos.VideoId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Fetches the files of a video and keeps them under keys of its id, so that doing it again replaces
 * them. What kind a file is its bytes say, never its address.
 *
 * <p>Thread-safe.
 */
@Component
class AssetFiles {

  private static final Logger log = LoggerFactory.getLogger(AssetFiles.class);
  private static final int MOST_VIDEO = 500 * 1024 * 1024;
  private static final int MOST_THUMBNAIL = 10 * 1024 * 1024;

  private final OutboundHttp http;
  private final Media media;
  private final VideoAssetRepository assets;
  private final Duration deadline;
  private final Path folder;

  AssetFiles(
      OutboundHttp http,
      Media media,
      VideoAssetRepository assets,
      GenerationProperties properties,
      AtelierHome home)
      throws IOException {
    this.http = http;
    this.media = media;
    this.assets = assets;
    this.deadline = properties.download();
    this.folder = home.directory("films");
    sweep();
  }

  /** What a dead process left; the home is this process's alone. */
  private void sweep() throws IOException {
    try (var left = Files.list(folder)) {
      for (Path file : (Iterable<Path>) left::iterator) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Files that are in the store. */
  final class Kept {

    private final List<NewAsset> kept = new ArrayList<>();

    /** Puts them on record, in the caller's transaction. */
    void record(VideoId video) {
      kept.forEach(assets::put);
      log.debug("Video {} has {} files", video, kept.size());
    }

    String videoUrl() {
      return String.valueOf(kept.getFirst().publicUrl());
    }

    @Nullable String thumbnailUrl() {
      return kept.size() > 1 ? kept.get(1).publicUrl() : null;
    }

    @Nullable Integer durationSeconds() {
      return kept.getFirst().durationSeconds();
    }
  }

  /**
   * Fetches and keeps the video, and its thumbnail where that works.
   *
   * @throws ProviderException rejected when the video is none or is too large, or its address is
   *     refused; otherwise as the client and the store say
   */
  Kept keep(Generation generation, Progress.Done done) {
    Kept kept = new Kept();
    Path file = file();
    try {
      fetch(done.video(), file, MOST_VIDEO);
      VideoKind kind = VideoKind.of(file);
      Integer probed = VideoLength.seconds(file, kind);
      kept.kept.add(
          store(
              generation,
              VideoAsset.Type.VIDEO,
              "." + kind.extension(),
              kind.contentType(),
              file,
              done.video(),
              probed == null ? done.durationSeconds() : probed));
    } catch (IOException e) {
      throw unreadable(e);
    } finally {
      delete(file);
    }
    if (done.thumbnail() != null) {
      keepThumbnail(generation, done.thumbnail(), kept);
    }
    return kept;
  }

  /** A video without a thumbnail is better than none. */
  private void keepThumbnail(Generation generation, Asset thumbnail, Kept kept) {
    Path file = file();
    try {
      fetch(thumbnail, file, MOST_THUMBNAIL);
      byte[] start;
      try (var stream = Files.newInputStream(file)) {
        start = stream.readNBytes(1_024);
      }
      ImageKind kind = ImageKind.of(start);
      if (kind == ImageKind.GIF) {
        throw ProviderException.rejected("image_refused", "A thumbnail is no GIF");
      }
      kept.kept.add(
          store(
              generation,
              VideoAsset.Type.THUMBNAIL,
              "_thumbnail." + (kind == ImageKind.JPEG ? "jpg" : kind.contentType().substring(6)),
              kind.contentType(),
              file,
              thumbnail,
              null));
    } catch (ProviderException | IOException e) {
      log.info("Video {} has no thumbnail: {}", generation.video(), e.getMessage());
    } finally {
      delete(file);
    }
  }

  private NewAsset store(
      Generation generation,
      VideoAsset.Type type,
      String suffix,
      String contentType,
      Path file,
      Asset source,
      @Nullable Integer seconds) {
    MediaKey key = VideoMedia.key(generation.video(), suffix);
    media.put(key, generation.owner(), contentType, file);
    return new NewAsset(
        generation.video(),
        type,
        media.backend(),
        key.value(),
        "/media/" + key,
        media.reference(key),
        source instanceof Asset.Link(String url, var headers) ? url : null,
        seconds);
  }

  private void fetch(Asset asset, Path file, int most) throws IOException {
    switch (asset) {
      case Asset.Inline(byte[] bytes) -> {
        if (bytes.length > most) {
          throw tooLarge();
        }
        Files.write(file, bytes);
      }
      case Asset.Link link -> download(link, file, most);
    }
  }

  private void download(Asset.Link link, Path file, int most) throws IOException {
    try (OutputStream sink = Files.newOutputStream(file)) {
      http.getGuarded(new Call("videos", link.url(), deadline, most), link.headers(), sink);
    } catch (ProviderException e) {
      throw e.getMessage().contains("answered with more than") ? tooLarge() : e;
    }
  }

  private Path file() {
    try {
      return Files.createTempFile(folder, "asset", ".part");
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("{} stays behind", file, e);
    }
  }

  private static ProviderException tooLarge() {
    return ProviderException.rejected("too_large", "The file is larger than 500 MB");
  }

  private static ProviderException unreadable(IOException cause) {
    return ProviderException.unavailable(
        "storage_full", "The file could not be written: " + Excerpt.of(cause.getMessage()), cause);
  }
}
