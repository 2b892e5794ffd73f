package dev.atelier.posters.save;

import dev.atelier.home.CannotStartException;
import dev.atelier.http.HealthDetail;
import dev.atelier.http.Problem;
import dev.atelier.providers.PosterTarget;
import dev.atelier.storage.Media;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The one place that posters are saved to, if there is one. */
@Component
class SaveTarget implements HealthDetail {

  static final String NOT_SET_UP =
      "Saving is not set up: set DJANGO_API_URL or TOPMATE_DATABASE_URL";

  private final Optional<PosterTarget> target;
  private final Media media;

  SaveTarget(List<PosterTarget> targets, Media media) {
    if (targets.size() > 1) {
      throw new CannotStartException(
          "only one of "
              + String.join(", ", targets.stream().map(PosterTarget::setting).sorted().toList())
              + " may be set: a poster is saved to one place");
    }
    this.target = targets.stream().findFirst();
    this.media = media;
  }

  Optional<PosterTarget> find() {
    return target;
  }

  /**
   * The place, where posters may be saved to it.
   *
   * @throws Problem 409 that names the setting that is missing
   */
  PosterTarget require() {
    PosterTarget found =
        target.orElseThrow(() -> Problem.conflict("saving_not_set_up", NOT_SET_UP));
    privacy()
        .ifPresent(obstacle -> {
          throw Problem.conflict("posters_not_public", obstacle);
        });
    return found;
  }

  /** Why nothing can be saved; empty where it can. */
  Optional<String> obstacle() {
    return target.isEmpty() ? Optional.of(NOT_SET_UP) : privacy();
  }

  /** A link in somebody's profile must open for whoever looks at it. */
  private Optional<String> privacy() {
    return media
        .privacy()
        .map(setting ->
            "Posters cannot be saved as their links open for their owner alone: " + setting);
  }

  @Override
  public Map<String, Object> members() {
    return Map.of("save_target", target.map(PosterTarget::setting).orElse(""));
  }
}
