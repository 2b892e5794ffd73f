package dev.atelier.providers.openai;

import com.openai.client.OpenAIClient;
import dev.atelier.providers.OutboundHttp;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The models of a stand-in, wired as in the application. */
final class OpenAiModels {

  private static final OpenAiConfiguration CONFIGURATION = new OpenAiConfiguration();
  private static final JsonMapper JSON = JsonMapper.shared();

  private OpenAiModels() {}

  static OpenAiProperties properties(String key, String url) {
    return new OpenAiProperties(
        key,
        url,
        List.of("gpt-6-luna", "gpt-4o-mini"),
        List.of("gpt-image-2.5-flare", "gpt-image-2", "dall-e-3"),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30));
  }

  static OpenAiTextModel text(OutboundHttp http, OpenAiProperties properties) {
    OpenAIClient client = CONFIGURATION.openAiClient(properties, http);
    return (OpenAiTextModel) CONFIGURATION.openAiTextModel(client, properties, JSON);
  }

  static OpenAiImageModel image(OutboundHttp http, OpenAiProperties properties) {
    OpenAIClient client = CONFIGURATION.openAiClient(properties, http);
    return (OpenAiImageModel) CONFIGURATION.openAiImageModel(client, http, properties, JSON);
  }
}
