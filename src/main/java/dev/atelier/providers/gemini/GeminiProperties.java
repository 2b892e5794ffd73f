package dev.atelier.providers.gemini;

import dev.atelier.home.CannotStartException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which of Google's models films.
 *
 * @param apiKey {@code GEMINI_API_KEY}
 * @param baseUrl {@code GEMINI_BASE_URL}; the vendor's own when empty
 * @param videoModel {@code GEMINI_VIDEO_MODEL}; what begins with {@code veo} is asked as Veo is,
 *     anything else by Interactions
 * @param vertexProject {@code VERTEX_PROJECT}
 * @param vertexLocation {@code VERTEX_LOCATION}
 * @param vertexModel {@code VERTEX_VIDEO_MODEL}
 * @param deadline longest time of one call
 */
@ConfigurationProperties("atelier.gemini")
record GeminiProperties(
    @DefaultValue("") String apiKey,
    @DefaultValue("") String baseUrl,
    @DefaultValue("gemini-omni-1.2-flash") String videoModel,
    @DefaultValue("") String vertexProject,
    @DefaultValue("us-central1") String vertexLocation,
    @DefaultValue("veo-3.1-generate-001") String vertexModel,
    @DefaultValue("60s") Duration deadline) {

  static final String VENDOR = "https://generativelanguage.googleapis.com";

  GeminiProperties {
    apiKey = apiKey.strip();
    baseUrl = baseUrl.strip().replaceFirst("/+$", "");
    videoModel = videoModel.strip();
    vertexProject = vertexProject.strip();
    vertexLocation = vertexLocation.strip();
    vertexModel = vertexModel.strip();
    if (!apiKey.isEmpty() && !vertexProject.isEmpty()) {
      throw new CannotStartException("Only one of GEMINI_API_KEY and VERTEX_PROJECT may be set");
    }
    if (!apiKey.matches("[\\x21-\\x7E]*")) {
      throw new CannotStartException("GEMINI_API_KEY must be printable ASCII without spaces");
    }
    requireName("GEMINI_VIDEO_MODEL", videoModel);
    requireName("VERTEX_VIDEO_MODEL", vertexModel);
    requireName("VERTEX_LOCATION", vertexLocation);
    if (!vertexProject.isEmpty()) {
      requireName("VERTEX_PROJECT", vertexProject);
    }
    if (!baseUrl.isEmpty()) {
      requireAddress(baseUrl);
    }
    if (!deadline.isPositive()) {
      throw new CannotStartException("atelier.gemini.deadline must be positive");
    }
  }

  private static void requireName(String setting, String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}")) {
      throw new CannotStartException(setting + " must be a name such as Google gives them");
    }
  }

  private static void requireAddress(String url) {
    try {
      URI address = new URI(url);
      boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (web && address.getHost() != null && address.getRawUserInfo() == null) {
        return;
      }
    } catch (URISyntaxException e) {
      throw new CannotStartException("GEMINI_BASE_URL is no address: " + e.getReason());
    }
    throw new CannotStartException("GEMINI_BASE_URL must be an http or https URL");
  }

  @Override
  public String toString() {
    return "GeminiProperties[" + baseUrl + vertexProject + "]";
  }
}
