package dev.atelier.posters.template;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How large a poster is. The size of a run is what its posters get; the template's CSS cannot
 * change it.
 *
 * @param id name of the preset, or {@value #CUSTOM}
 * @param width pixels
 * @param height pixels
 */
public record PosterSize(String id, int width, int height) {

  /** Id of sizes that are not a preset. */
  public static final String CUSTOM = "custom";

  /** Longest side in pixels. */
  public static final int MAX_SIDE = 10_000;

  /** Most pixels of a poster. */
  public static final int MAX_PIXELS = 50_000_000;

  private static final List<PosterSize> PRESETS =
      List.of(
          new PosterSize("instagram-square", 1080, 1080),
          new PosterSize("instagram-portrait", 1080, 1350),
          new PosterSize("instagram-story", 1080, 1920),
          new PosterSize("linkedin-post", 1200, 1200),
          new PosterSize("twitter-post", 1200, 675),
          new PosterSize("facebook-post", 1200, 630),
          new PosterSize("a4-portrait", 2480, 3508));

  /** The sizes that have a name. */
  public static List<PosterSize> presets() {
    return PRESETS;
  }

  /**
   * The size that a caller asks for.
   *
   * @param id a preset, or {@value #CUSTOM}, for which both sides are needed
   * @throws Problem 422 {@code invalid_size} that names {@code size}, {@code customWidth} or {@code
   *     customHeight}
   */
  public static PosterSize of(
      String id, @Nullable Integer customWidth, @Nullable Integer customHeight) {
    if (id.equals(CUSTOM)) {
      return custom(customWidth, customHeight);
    }
    return PRESETS.stream()
        .filter(preset -> preset.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            invalid(
                List.of(
                    new FieldError(
                        "size",
                        "Must be custom or one of "
                            + String.join(", ", PRESETS.stream().map(PosterSize::id).toList())))));
  }

  /** A fragment as a page of exactly this size, without margins. */
  public String page(String fragment) {
    return """
    <!doctype html><html><head><meta charset="utf-8"><style>\
    *,*::before,*::after{box-sizing:border-box}\
    html,body{margin:0;padding:0}\
    body{width:%dpx;height:%dpx;overflow:hidden}\
    </style></head><body>%s</body></html>\
    """
        .formatted(width, height, fragment);
  }

  private static PosterSize custom(@Nullable Integer width, @Nullable Integer height) {
    List<FieldError> errors = new ArrayList<>();
    check("customWidth", width, errors);
    check("customHeight", height, errors);
    if (width == null || height == null || !errors.isEmpty()) {
      throw invalid(errors);
    }
    if ((long) width * height > MAX_PIXELS) {
      String message = "Width times height must be at most %,d pixels".formatted(MAX_PIXELS);
      throw invalid(
          List.of(new FieldError("customWidth", message), new FieldError("customHeight", message)));
    }
    return new PosterSize(CUSTOM, width, height);
  }

  private static void check(String field, @Nullable Integer side, List<FieldError> errors) {
    if (side == null || side < 1 || side > MAX_SIDE) {
      errors.add(new FieldError(field, "Must be 1 to %,d pixels".formatted(MAX_SIDE)));
    }
  }

  private static Problem invalid(List<FieldError> errors) {
    FieldError first = errors.getFirst();
    return Problem.invalid("invalid_size", first.field() + ": " + first.message(), errors);
  }
}
