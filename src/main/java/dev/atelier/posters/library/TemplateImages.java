package dev.atelier.posters.library;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.identity.Caller;
import dev.atelier.posters.library.AssetRepository.TemplateImage;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.RemoteImages;
import dev.atelier.storage.Media;
import dev.atelier.storage.MediaKey;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pictures that a person's templates may name by their address. */
@Component
class TemplateImages {

  private static final int MAX_IMAGES = 500;
  private static final int MAX_TEXT = 100;

  /** Enough for an A4 page at 300 dots per inch. */
  private static final int MAX_SIDE = 3_508;

  private static final int MAX_BYTES = 10 * 1024 * 1024;

  private final AssetRepository assets;
  private final RemoteImages recoder;
  private final Media media;

  TemplateImages(AssetRepository assets, RemoteImages recoder, Media media) {
    this.assets = assets;
    this.recoder = recoder;
    this.media = media;
  }

  /** Keeps a picture; its bytes are always our own encoding of its pixels. */
  TemplateImage add(Caller caller, byte[] bytes, String name, String category) {
    if (assets.countImages(caller.id()) >= MAX_IMAGES) {
      throw Problem.conflict(
          "library_full", "The library holds %d pictures; delete some first".formatted(MAX_IMAGES));
    }
    RemoteImages.Image picture = recoded(bytes);
    UUID id = UUID.randomUUID();
    var key =
        new MediaKey(
            "template-images/%s.%s"
                .formatted(id, picture.contentType().equals("image/png") ? "png" : "jpg"));
    var image =
        new TemplateImage(
            id,
            caller.id(),
            text(name, "Picture"),
            text(category, "general"),
            key,
            picture.width(),
            picture.height());
    media.put(key, caller.id(), picture.contentType(), picture.bytes());
    assets.insert(image);
    return image;
  }

  private RemoteImages.Image recoded(byte[] bytes) {
    try {
      RemoteImages.Image picture = recoder.recode(bytes, MAX_SIDE);
      // Noise with transparency hardly packs; a page takes 25 MB in all.
      return picture.bytes().length > MAX_BYTES ? recoder.recode(bytes, MAX_SIDE / 3) : picture;
    } catch (ProviderException e) {
      throw switch (e.code()) {
        case "image_too_large" -> Problem.tooLarge(e.code(), e.getMessage());
        case "not_an_image" ->
            refused(e.code(), "is not a PNG, JPEG, WebP or GIF image, or damaged");
        case "image_refused" -> refused(e.code(), "must be a PNG, JPEG, WebP or GIF image");
        default -> e;
      };
    }
  }

  /** Newest first. */
  List<TemplateImage> page(Caller caller, @Nullable UUID after, int limit) {
    return assets.images(caller.id(), after, limit);
  }

  /** Takes a picture out of the list; where templates and runs name it, it is still drawn. */
  void delete(Caller caller, UUID id) {
    if (!assets.deleteImage(caller.id(), id)) {
      throw Problem.notFound("Template image not found");
    }
  }

  static String text(String text, String otherwise) {
    String clean = FontFile.clean(text);
    return clean.isEmpty() ? otherwise : clean.substring(0, Math.min(MAX_TEXT * 2, clean.length()));
  }

  private static Problem refused(String code, String message) {
    return Problem.invalid(code, "The file " + message, new FieldError("file", message));
  }
}
