package dev.atelier.posters;

import dev.atelier.posters.RenderedPoster.Origin;
import dev.atelier.posters.RenderedPoster.Sourced;
import dev.atelier.posters.library.TemplateAssets;
import dev.atelier.posters.template.PosterSize;
import dev.atelier.posters.template.PosterTemplate;
import dev.atelier.providers.ProfileDirectory.Profile;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.RemoteImages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a row's values, and the images they name, into a template. */
@Component
class PosterComposer {

  /** Longer values, such as pictures in line, are not kept with the row. */
  private static final int MAX_KEPT = 2_000;

  private static final List<String> KEPT_FIELDS = List.of("display_name", "profile_pic", "bio");

  private final RemoteImages images;
  private final PosterOverlays overlays;

  PosterComposer(RemoteImages images, PosterOverlays overlays) {
    this.images = images;
    this.overlays = overlays;
  }

  /**
   * A page ready to be drawn.
   *
   * @param profile what is known of the person, each value with its origin
   */
  record Composition(
      String html,
      String displayName,
      Map<String, Sourced> profile,
      List<PosterRun.Warning> warnings) {}

  /**
   * Fills the template.
   *
   * @param assets what of its owner's the template may use
   * @param profile what the directory says; null where it was not asked
   * @param patient whether an image that cannot be had for now is worth another attempt; otherwise
   *     a neutral picture stands in for it, with a warning
   * @throws ProviderException when patient and an image cannot be had for now
   */
  Composition compose(
      PosterTemplate template,
      TemplateAssets assets,
      PosterRow row,
      @Nullable Profile profile,
      boolean patient) {
    List<PosterRun.Warning> warnings = new ArrayList<>();
    Map<String, @Nullable String> fetched = new HashMap<>();
    String html =
        template.fill(
            name -> value(name, row, profile),
            reference ->
                fetched.computeIfAbsent(reference, url -> image(url, assets, patient, warnings)));
    warnOfUnknownFields(template, row, profile, warnings);
    return new Composition(
        assets.withFonts(html), displayName(row, profile), known(row, profile), warnings);
  }

  /** Fills the template and puts on what the options want; as the other says. */
  Composition compose(
      PosterTemplate template,
      TemplateAssets assets,
      PosterRow row,
      @Nullable Profile profile,
      boolean patient,
      RunOptions options,
      PosterSize size) {
    Composition filled = compose(template, assets, row, profile, patient);
    return options.hasOverlays()
        ? overlays.put(options, filled, template, size, profile, patient)
        : filled;
  }

  private @Nullable String image(
      String reference, TemplateAssets assets, boolean patient, List<PosterRun.Warning> warnings) {
    try {
      String own = assets.picture(reference);
      return own == null ? images.fetch(reference).dataUrl() : own;
    } catch (ProviderException e) {
      if (patient && e.reason() != ProviderException.Reason.REJECTED) {
        // One picture's host that asks to wait must not hold up everybody's drawing.
        throw e.reason() == ProviderException.Reason.THROTTLED
            ? ProviderException.unavailable(e.code(), e.getMessage(), e)
            : e;
      }
      warnings.add(new PosterRun.Warning(e.code(), e.getMessage()));
      return null;
    }
  }

  /** Where people are named by username or id alone, whatever is in braces may be a field. */
  private static void warnOfUnknownFields(
      PosterTemplate template,
      PosterRow row,
      @Nullable Profile profile,
      List<PosterRun.Warning> warnings) {
    if (profile == null
        || row.values().keySet().stream().anyMatch(name -> !name.equals("username"))) {
      return;
    }
    for (String name : template.placeholders()) {
      if (!Placeholders.PROFILE_FIELDS.contains(name) && sourced(name, row, profile) == null) {
        warnings.add(
            new PosterRun.Warning("unknown_field", "The profile has no field {" + name + "}"));
      }
    }
  }

  private static String value(String name, PosterRow row, @Nullable Profile profile) {
    Sourced sourced = sourced(name, row, profile);
    return sourced == null ? "" : sourced.value();
  }

  /** What the row itself says; empty where it says nothing. */
  static String own(String name, PosterRow row) {
    return value(name, row, null);
  }

  /** What the row says wins; the profile fills what the row leaves empty. */
  private static @Nullable Sourced sourced(String name, PosterRow row, @Nullable Profile profile) {
    String own = row.values().get(name);
    if (own != null && !own.isBlank()) {
      return new Sourced(own, Origin.csv);
    }
    if (profile == null) {
      return null;
    }
    String told =
        name.equals("user_id")
            ? Objects.toString(profile.userId(), null)
            : profile
                .fields()
                .getOrDefault(name, name.equals("username") ? profile.username() : null);
    return told == null || told.isBlank() ? null : new Sourced(told, Origin.api);
  }

  private static String displayName(PosterRow row, @Nullable Profile profile) {
    return Stream.of("display_name", "name")
        .map(name -> sourced(name, row, profile))
        .filter(Objects::nonNull)
        .map(Sourced::value)
        .findFirst()
        .orElseGet(() -> value("username", row, profile));
  }

  private static Map<String, Sourced> known(PosterRow row, @Nullable Profile profile) {
    Map<String, Sourced> known = new HashMap<>();
    for (String name : KEPT_FIELDS) {
      Sourced sourced = sourced(name, row, profile);
      if (sourced != null && sourced.value().length() <= MAX_KEPT) {
        known.put(name, sourced);
      }
    }
    return known;
  }
}
