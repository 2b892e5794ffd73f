package dev.atelier.posters.library;

import dev.atelier.http.MaxBody;
import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.identity.Caller;
import dev.atelier.posters.library.AssetRepository.CustomFont;
import dev.atelier.posters.library.AssetRepository.TemplateImage;
import dev.atelier.storage.Media;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Pictures and fonts for templates, as existing clients know them. */
@RestController
class AssetCompatController {

  private static final long MAX_IMAGE = 10L * 1024 * 1024;

  private final TemplateImages images;
  private final CustomFonts fonts;
  private final LibraryProperties properties;
  private final Media media;

  AssetCompatController(
      TemplateImages images, CustomFonts fonts, LibraryProperties properties, Media media) {
    this.images = images;
    this.fonts = fonts;
    this.properties = properties;
    this.media = media;
  }

  @GetMapping("/api/template-images")
  Images images(
      Caller caller,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "100") @Min(1) @Max(100) int limit) {
    List<Image> page = images.page(caller, after, limit).stream().map(this::wire).toList();
    return new Images(true, page, page.size() < limit ? null : page.getLast().id());
  }

  @PostMapping(path = "/api/template-images", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @MaxBody("11MB")
  Image addImage(Caller caller, @ModelAttribute ImageForm form) {
    byte[] bytes =
        bytes(form.file(), MAX_IMAGE, "image_too_large", "The image is larger than 10 MB");
    return wire(images.add(caller, bytes, nameOf(form.name(), form.file()), or(form.category())));
  }

  @DeleteMapping("/api/template-images/{id}")
  Deleted deleteImage(Caller caller, @PathVariable UUID id) {
    images.delete(caller, id);
    return new Deleted(true);
  }

  @GetMapping("/api/custom-fonts")
  Fonts fonts(
      Caller caller,
      @RequestParam(required = false) @Nullable UUID after,
      @RequestParam(defaultValue = "100") @Min(1) @Max(100) int limit) {
    List<Font> page = fonts.page(caller, after, limit).stream().map(this::wire).toList();
    return new Fonts(true, page, page.size() < limit ? null : page.getLast().id());
  }

  @PostMapping(path = "/api/custom-fonts", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @MaxBody("21MB")
  Font addFont(Caller caller, @ModelAttribute FontForm form) {
    byte[] bytes =
        bytes(
            form.file(),
            properties.maxFont().toBytes(),
            "font_too_large",
            "The font is larger than " + properties.maxFontSize());
    return wire(fonts.add(caller, bytes, or(form.font_name()), or(form.font_family())));
  }

  @DeleteMapping("/api/custom-fonts/{id}")
  Deleted deleteFont(Caller caller, @PathVariable UUID id) {
    fonts.delete(caller, id);
    return new Deleted(true);
  }

  private static byte[] bytes(
      @Nullable MultipartFile file, long most, String code, String tooLarge) {
    if (file == null || file.isEmpty()) {
      throw Problem.invalid("missing_file", "Choose a file", new FieldError("file", "is required"));
    }
    if (file.getSize() > most) {
      throw Problem.tooLarge(code, tooLarge);
    }
    try {
      return file.getBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String nameOf(@Nullable String name, @Nullable MultipartFile file) {
    String given = or(name);
    String original = file == null ? "" : or(file.getOriginalFilename());
    return given.isBlank()
        ? original.replaceFirst("^.*[/\\\\]", "").replaceFirst("\\.[^.]*$", "")
        : given;
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }

  private Image wire(TemplateImage image) {
    return new Image(
        true,
        image.id().toString(),
        media.url(image.media()).toString(),
        "/media/" + image.media(),
        image.name(),
        image.category(),
        image.width(),
        image.height());
  }

  private Font wire(CustomFont font) {
    return new Font(
        true,
        font.id().toString(),
        font.name(),
        font.family(),
        media.url(font.media()).toString(),
        font.format().extension(),
        font.lightest() == font.heaviest()
            ? String.valueOf(font.lightest())
            : font.lightest() + " " + font.heaviest(),
        font.italic());
  }

  /** An upload of a picture. */
  record ImageForm(
      @Nullable MultipartFile file, @Nullable String name, @Nullable String category) {}

  /** An upload of a font; the names are those of the wire. */
  record FontForm(
      @Nullable MultipartFile file, @Nullable String font_name, @Nullable String font_family) {}

  /**
   * @param next what to send as {@code after} for the following page; null on the last
   */
  record Images(boolean success, List<Image> templates, @Nullable String next) {}

  /**
   * @param path where the picture is on this server, for this server's own page and for templates
   */
  record Image(
      boolean success,
      String id,
      String url,
      String path,
      String name,
      String category,
      int width,
      int height) {}

  /**
   * @param next what to send as {@code after} for the following page; null on the last
   */
  record Fonts(boolean success, List<Font> fonts, @Nullable String next) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Font(
      boolean success,
      String id,
      String fontName,
      String fontFamily,
      String fileUrl,
      String fileFormat,
      String weight,
      boolean italic) {}

  record Deleted(boolean success) {}
}
