package dev.atelier.campaigns;

import dev.atelier.identity.UserId;
import dev.atelier.storage.Media;
import dev.atelier.storage.MediaKey;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The pictures of posts, each under the id of the call that drew it. */
@Component
class Pictures {

  private static final Map<String, String> EXTENSIONS =
      Map.of("image/png", "png", "image/jpeg", "jpg", "image/webp", "webp");

  private final Media media;

  Pictures(Media media) {
    this.media = media;
  }

  MediaKey keep(String batch, UUID call, UserId owner, String contentType, byte[] bytes) {
    MediaKey key = key(batch, call, EXTENSIONS.getOrDefault(contentType, "bin"));
    media.put(key, owner, contentType, bytes);
    return key;
  }

  @Nullable MediaKey find(String batch, UUID call) {
    for (String extension : EXTENSIONS.values()) {
      MediaKey key = key(batch, call, extension);
      if (media.find(key).isPresent()) {
        return key;
      }
    }
    return null;
  }

  /** Where browsers find a post's picture; null where it has none. */
  @Nullable String url(Post post) {
    String key = post.imageKey();
    return key == null ? post.foreignImage() : url(key);
  }

  String url(String key) {
    return media.url(new MediaKey(key)).toString();
  }

  private static MediaKey key(String batch, UUID call, String extension) {
    return new MediaKey("campaigns/%s/%s.%s".formatted(batch, call, extension));
  }
}
