package dev.atelier.posters.save;

import dev.atelier.home.CannotStartException;
import dev.atelier.http.HealthDetail;
import dev.atelier.http.Problem;
import dev.atelier.providers.PosterTarget;
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

  SaveTarget(List<PosterTarget> targets) {
    if (targets.size() > 1) {
      throw new CannotStartException(
          "only one of "
              + String.join(", ", targets.stream().map(PosterTarget::setting).sorted().toList())
              + " may be set: a poster is saved to one place");
    }
    this.target = targets.stream().findFirst();
  }

  Optional<PosterTarget> find() {
    return target;
  }

  PosterTarget require() {
    return target.orElseThrow(() -> Problem.conflict("saving_not_set_up", NOT_SET_UP));
  }

  @Override
  public Map<String, Object> members() {
    return Map.of("save_target", target.map(PosterTarget::setting).orElse(""));
  }
}
