package dev.atelier.posters;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.posters.template.PosterSize;
import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what posters are to become: format, scale and quality. */
final class Outputs {

  private Outputs() {}

  /**
   * The output that is asked for.
   *
   * @param format PNG where it is left out
   * @param scale 1 where it is left out
   * @param quality the usual one where it is left out
   * @throws Problem 422 that names each field that is wrong
   */
  static Output of(
      PosterSize size,
      @Nullable String format,
      @Nullable Integer scale,
      @Nullable Integer quality) {
    List<FieldError> errors = new ArrayList<>();
    Format known = format(format);
    if (known == null) {
      errors.add(new FieldError("format", "must be png, jpeg, webp or pdf"));
    }
    if (scale != null && (scale < 1 || scale > Output.MAX_SCALE)) {
      errors.add(new FieldError("scale", "must be 1 to " + Output.MAX_SCALE));
    }
    if (quality != null && (quality < 1 || quality > 100)) {
      errors.add(new FieldError("quality", "must be 1 to 100"));
    }
    if (known == null || !errors.isEmpty()) {
      throw Problem.invalid(
          "invalid_" + errors.getFirst().field(),
          errors.getFirst().field() + " " + errors.getFirst().message(),
          errors);
    }
    Output output =
        new Output(
            known, scale == null ? 1 : scale, quality == null ? Output.USUAL_QUALITY : quality);
    refuseTooLarge(size, output.scale());
    return output;
  }

  private static @Nullable Format format(@Nullable String format) {
    return switch (format == null ? "png" : format.strip().toLowerCase(Locale.ROOT)) {
      case "", "png" -> Format.PNG;
      case "jpeg", "jpg" -> Format.JPEG;
      case "webp" -> Format.WEBP;
      case "pdf" -> Format.PDF;
      default -> null;
    };
  }

  private static void refuseTooLarge(PosterSize size, int scale) {
    long width = (long) size.width() * scale;
    long height = (long) size.height() * scale;
    if (width > PosterSize.MAX_SIDE
        || height > PosterSize.MAX_SIDE
        || width * height > PosterSize.MAX_PIXELS) {
      String message =
          "makes pictures of %,d × %,d pixels; the limit is %,d pixels in all and %,d a side"
              .formatted(width, height, PosterSize.MAX_PIXELS, PosterSize.MAX_SIDE);
      throw Problem.invalid(
          "too_many_pixels",
          "Scale %d %s".formatted(scale, message),
          new FieldError("scale", message));
    }
  }
}
