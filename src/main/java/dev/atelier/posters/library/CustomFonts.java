package dev.atelier.posters.library;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.identity.Caller;
import dev.atelier.posters.library.AssetRepository.CustomFont;
import dev.atelier.storage.Media;
import dev.atelier.storage.MediaKey;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fonts that a person's templates may name by their family. */
@Component
class CustomFonts {

  private static final int MAX_FONTS = 200;

  private final AssetRepository assets;
  private final FontProbe probe;
  private final Media media;
  private final LibraryProperties properties;

  CustomFonts(AssetRepository assets, FontProbe probe, Media media, LibraryProperties properties) {
    this.assets = assets;
    this.probe = probe;
    this.media = media;
    this.properties = properties;
  }

  /**
   * Keeps a font.
   *
   * @param name what people call it; blank for what the font calls itself
   * @param family what templates call it; blank for what the font calls itself
   */
  CustomFont add(Caller caller, byte[] bytes, String name, String family) {
    if (bytes.length > properties.maxFont().toBytes()) {
      throw Problem.tooLarge(
          "font_too_large", "The font is larger than " + properties.maxFontSize());
    }
    if (assets.countFonts(caller.id()) >= MAX_FONTS) {
      throw Problem.conflict(
          "library_full", "The library holds %d fonts; delete some first".formatted(MAX_FONTS));
    }
    FontFile file = checked(bytes);
    UUID id = UUID.randomUUID();
    var key = new MediaKey("custom-fonts/%s.%s".formatted(id, file.format().extension()));
    var font =
        new CustomFont(
            id,
            caller.id(),
            TemplateImages.text(name, file.name()),
            TemplateImages.text(family, file.family()),
            file.format(),
            file.lightest(),
            file.heaviest(),
            file.italic(),
            key);
    media.put(key, caller.id(), file.format().contentType(), bytes);
    assets.insert(font);
    return font;
  }

  private FontFile checked(byte[] bytes) {
    try {
      FontFile file = FontFile.read(bytes);
      probe.check(file, bytes);
      return file;
    } catch (BrokenFontException e) {
      throw Problem.invalid("broken_font", e.reason(), new FieldError("file", e.reason()));
    }
  }

  /** Newest first. */
  List<CustomFont> page(Caller caller, @Nullable UUID after, int limit) {
    return assets.fonts(caller.id(), after, limit);
  }

  /** Takes a font out of the list; runs that were begun with it go on with it. */
  void delete(Caller caller, UUID id) {
    if (!assets.deleteFont(caller.id(), id)) {
      throw Problem.notFound("Custom font not found");
    }
  }
}
