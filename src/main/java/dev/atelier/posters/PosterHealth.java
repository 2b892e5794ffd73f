package dev.atelier.posters;

import dev.atelier.http.HealthDetail;
import dev.atelier.providers.ProfileDirectory;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What clients of the older wire read in {@code /health}. */
@Component
class PosterHealth implements HealthDetail {

  private final ProfileDirectory directory;

  PosterHealth(ProfileDirectory directory) {
    this.directory = directory;
  }

  @Override
  public Map<String, Object> members() {
    return Map.of("topmate_api", directory.offline() ? "offline" : "configured", "redpanda", false);
  }
}
