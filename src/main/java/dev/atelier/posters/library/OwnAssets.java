package dev.atelier.posters.library;

import dev.atelier.identity.UserId;
import dev.atelier.posters.library.AssetRepository.CustomFont;
import dev.atelier.posters.template.OwnMedia;
import dev.atelier.providers.ProviderException;
import dev.atelier.storage.Media;
import dev.atelier.storage.MediaKey;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts what an owner keeps here into pages that are drawn without network: the pictures that a page
 * names by their address, and the fonts that it names by their family.
 *
 * <p>Thread-safe; calls block.
 */
@Component
public class OwnAssets {

  private static final long MAX_BYTES = 20L * 1024 * 1024;

  /** Characters of {@code data:} URLs that are kept. */
  private static final long CAPACITY = 64L * 1024 * 1024;

  private static final Set<String> USED =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/webp",
          "image/gif",
          "font/ttf",
          "font/otf",
          "font/woff",
          "font/woff2");

  private final AssetRepository assets;
  private final Media media;
  private final Map<String, String> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long held;

  OwnAssets(AssetRepository assets, Media media) {
    this.assets = assets;
    this.media = media;
  }

  /**
   * What a template may use.
   *
   * @param at the fonts are those of this time, null for now: a run looks the same from its first
   *     row to its last
   */
  public TemplateAssets of(UserId owner, String template, @Nullable Instant at) {
    List<TemplateAssets.Font> fonts = new ArrayList<>();
    for (CustomFont font : assets.fontsNamedIn(owner, template.toLowerCase(Locale.ROOT), at)) {
      long length = media.find(font.media()).map(Media.Stored::length).orElse(0L);
      fonts.add(new TemplateAssets.Font(length, () -> fontFace(font)));
    }
    return new TemplateAssets(address -> picture(owner, address), fonts);
  }

  private @Nullable String picture(UserId owner, String address) {
    Optional<String> key = OwnMedia.key(address);
    return key.isEmpty() ? null : dataUrl(owner, key.get());
  }

  private String fontFace(CustomFont font) {
    return TemplateAssets.fontFace(
        font.family(),
        font.lightest(),
        font.heaviest(),
        font.italic(),
        dataUrl(font.owner(), font.media().value()),
        "");
  }

  private String dataUrl(UserId owner, String key) {
    Media.Stored stored =
        parsed(key)
            .flatMap(media::find)
            .filter(found -> found.owner().equals(owner))
            .filter(found -> USED.contains(found.contentType()) && found.length() <= MAX_BYTES)
            .orElseThrow(() ->
                ProviderException.rejected(
                    "image_not_found", "There is no medium of yours at /media/" + key));
    String name = stored.key() + " " + stored.sha256();
    synchronized (kept) {
      String url = kept.get(name);
      if (url != null) {
        return url;
      }
    }
    String url =
        "data:%s;base64,%s"
            .formatted(stored.contentType(), Base64.getEncoder().encodeToString(bytes(stored)));
    synchronized (kept) {
      keep(name, url);
    }
    return url;
  }

  private static Optional<MediaKey> parsed(String key) {
    try {
      return Optional.of(new MediaKey(key));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private byte[] bytes(Media.Stored stored) {
    try (InputStream bytes =
        media
            .open(stored.key())
            .orElseThrow(() ->
                ProviderException.rejected(
                    "image_not_found",
                    "The bytes of /media/%s are gone".formatted(stored.key())))) {
      return bytes.readAllBytes();
    } catch (IOException e) {
      throw ProviderException.unavailable(
          "storage_unavailable", "A picture or font of the template cannot be read now", e);
    }
  }

  /** Lets go of what was not used for longest. */
  private void keep(String name, String url) {
    if (kept.put(name, url) == null) {
      held += url.length();
    }
    var eldest = kept.entrySet().iterator();
    while (held > CAPACITY && kept.size() > 1) {
      held -= eldest.next().getValue().length();
      eldest.remove();
    }
  }
}
