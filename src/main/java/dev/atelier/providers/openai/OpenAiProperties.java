package dev.atelier.providers.openai;

import dev.atelier.home.CannotStartException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the models are and which ones to ask.
 *
 * @param apiKey {@code OPENAI_API_KEY}; a server of one's own may need none
 * @param baseUrl {@code OPENAI_BASE_URL}; the vendor's own when empty
 * @param captionModels tried in order while the server says that one does not exist
 * @param imageModels the same for pictures
 * @param captionDeadline longest time of one caption
 * @param imageDeadline longest time of one picture
 */
@ConfigurationProperties("atelier.openai")
record OpenAiProperties(
    @DefaultValue("") String apiKey,
    @DefaultValue("") String baseUrl,
    @DefaultValue({"gpt-6-luna", "gpt-4o-mini"}) List<String> captionModels,
    @DefaultValue({"gpt-image-2.5-flare", "gpt-image-2", "dall-e-3"}) List<String> imageModels,
    @DefaultValue("60s") Duration captionDeadline,
    @DefaultValue("180s") Duration imageDeadline) {

  private static final String VENDOR = "https://api.openai.com/v1";

  OpenAiProperties {
    apiKey = apiKey.strip();
    baseUrl = baseUrl.isBlank() ? VENDOR : baseUrl.strip().replaceFirst("/+$", "");
    captionModels = named(captionModels, "ATELIER_CAPTION_MODELS");
    imageModels = named(imageModels, "ATELIER_IMAGE_MODELS");
    if (!captionDeadline.isPositive() || !imageDeadline.isPositive()) {
      throw new CannotStartException("atelier.openai.*-deadline must be positive");
    }
    requireAddress(baseUrl);
  }

  private static List<String> named(List<String> models, String setting) {
    List<String> names = models.stream().map(String::strip).filter(it -> !it.isEmpty()).toList();
    if (names.isEmpty()) {
      throw new CannotStartException(setting + " must name at least one model");
    }
    return names;
  }

  private static void requireAddress(String url) {
    try {
      URI address = new URI(url);
      if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
        return;
      }
    } catch (URISyntaxException e) {
      throw new CannotStartException("OPENAI_BASE_URL is no address: " + e.getReason());
    }
    throw new CannotStartException(
        "OPENAI_BASE_URL must be an http or https address such as http://127.0.0.1:11434/v1");
  }

  @Override
  public String toString() {
    return "OpenAiProperties[" + baseUrl + "]";
  }
}
