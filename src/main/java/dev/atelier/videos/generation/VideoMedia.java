package dev.atelier.videos.generation;

import dev.atelier.storage.MediaGate;
import dev.atelier.storage.MediaKey;
import dev.atelier.videos.Video;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.VideoRepository;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Where the files of videos are, and that anybody may see those of public videos. */
@Component
class VideoMedia implements MediaGate {

  private static final String FOLDER = "videos/";
  private static final Pattern KEY =
      Pattern.compile(
          "videos/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:_thumbnail)?\\.[a-z0-9]+");

  private final VideoRepository videos;

  VideoMedia(VideoRepository videos) {
    this.videos = videos;
  }

  static MediaKey key(VideoId video, String suffix) {
    return new MediaKey(FOLDER + video + suffix);
  }

  @Override
  public boolean isOpen(MediaKey key) {
    Matcher form = KEY.matcher(key.value());
    return form.matches()
        && videos
            .find(new VideoId(UUID.fromString(form.group(1))))
            .filter(Video::isPublic)
            .isPresent();
  }
}
