package dev.atelier.posters;

import dev.atelier.posters.PosterComposer.Composition;
import dev.atelier.posters.template.PosterSize;
import dev.atelier.posters.template.PosterTemplate;
import dev.atelier.providers.ProfileDirectory.Profile;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.RemoteImages;
import dev.atelier.providers.RemoteImages.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts a logo and the person's picture over a poster. They are pseudo-elements of the root: no
 * element is added, so that no rule of the template counts or lays out anything else, and none of
 * its rules reaches them.
 */
@Component
class PosterOverlays {

  private static final int MARGIN = 20;
  private static final int LOGO_WIDTH = 70;
  private static final int PICTURE_SIZE = 100;
  private static final int RING = 3;

  /** More specific than any selector a template has a reason to write. */
  private static final String RULE =
      ":root:not(#_#_#_#_)::%s{all:initial!important;content:''!important;"
          + "display:block!important;position:fixed!important;z-index:2147483647!important;%s}";

  private final RemoteImages images;

  PosterOverlays(RemoteImages images) {
    this.images = images;
  }

  /**
   * The composition with what the run wants on it; with a warning in place of what cannot be had.
   *
   * @param profile null where the directory was not asked
   * @param patient whether a picture that cannot be had for now is worth another attempt
   * @throws ProviderException when patient and a picture cannot be had for now
   */
  Composition put(
      RunOptions options,
      Composition on,
      PosterTemplate template,
      PosterSize size,
      @Nullable Profile profile,
      boolean patient) {
    List<PosterRun.Warning> warnings = new ArrayList<>(on.warnings());
    StringBuilder css = new StringBuilder();
    String logo = options.logo();
    if (logo != null) {
      Image image = image("logo", logo, images::fetchLogo, patient, warnings);
      css.append(image == null ? "" : logoRule(image));
    }
    String picture =
        options.profilePicture() && profile != null ? profile.fields().get("profile_pic") : null;
    if (picture != null) {
      Image image = image("profile picture", picture, images::fetch, patient, warnings);
      css.append(image == null ? "" : pictureRule(image));
    } else if (options.profilePicture()) {
      warnings.add(
          new PosterRun.Warning("no_profile_picture", "The profile has no picture to put on"));
    }
    String html = css.isEmpty() ? on.html() : styled(on.html(), template, size, css.toString());
    return new Composition(html, on.displayName(), on.profile(), warnings);
  }

  private static @Nullable Image image(
      String what,
      String url,
      Function<String, Image> fetch,
      boolean patient,
      List<PosterRun.Warning> warnings) {
    try {
      return fetch.apply(url);
    } catch (ProviderException e) {
      if (patient && e.reason() != ProviderException.Reason.REJECTED) {
        throw ProviderException.unavailable(e.code(), e.getMessage(), e);
      }
      warnings.add(
          new PosterRun.Warning(
              e.code(), "The %s was left out: %s".formatted(what, e.getMessage())));
      return null;
    }
  }

  private static String logoRule(Image logo) {
    long height = Math.max(1, Math.round((double) LOGO_WIDTH * logo.height() / logo.width()));
    return RULE.formatted(
        "before",
        "top:%1$dpx!important;right:%1$dpx!important;width:%2$dpx!important;height:%3$dpx!important;"
                .formatted(MARGIN, LOGO_WIDTH, height)
            + background(logo, "100% 100%"));
  }

  private static String pictureRule(Image picture) {
    return RULE.formatted(
        "after",
        "bottom:%1$dpx!important;left:%1$dpx!important;width:%2$dpx!important;height:%2$dpx!important;border:%3$dpx solid #fff!important;border-radius:50%%!important;"
                .formatted(MARGIN, PICTURE_SIZE, RING)
            + background(picture, "cover"));
  }

  private static String background(Image image, String size) {
    return "background:url('%s') center/%s no-repeat!important;background-clip:padding-box!important;background-origin:padding-box!important;"
        .formatted(image.dataUrl(), size);
  }

  private static String styled(String html, PosterTemplate template, PosterSize size, String css) {
    Document document = Jsoup.parse(template.isDocument() ? html : size.page(html));
    document.outputSettings().prettyPrint(false);
    document.head().prependElement("style").text(css);
    return document.outerHtml();
  }
}
