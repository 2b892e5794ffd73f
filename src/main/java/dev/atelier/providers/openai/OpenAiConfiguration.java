package dev.atelier.providers.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import dev.atelier.providers.ImageModel;
import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.TextModel;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression(
    "!environment.getProperty('atelier.openai.api-key', '').blank"
        + " || !environment.getProperty('atelier.openai.base-url', '').blank")
class OpenAiConfiguration {

  /** The SDK insists on a key; it is not sent where none is set. */
  private static final String NO_KEY = "none";

  @Bean
  OpenAIClient openAiClient(OpenAiProperties properties, OutboundHttp http) {
    boolean withKey = !properties.apiKey().isEmpty();
    return new OpenAIClientImpl(
        ClientOptions.builder()
            .httpClient(new OutboundTransport(http, withKey))
            .baseUrl(properties.baseUrl())
            .apiKey(withKey ? properties.apiKey() : NO_KEY)
            // The engine repeats, with the pauses that hold for all nodes.
            .maxRetries(0)
            .build());
  }

  @Bean
  TextModel openAiTextModel(OpenAIClient client, OpenAiProperties properties, JsonMapper json) {
    return new OpenAiTextModel(
        client,
        new ModelChoice(properties.captionModels(), "ATELIER_CAPTION_MODELS"),
        ModelTraits.read(json),
        properties.captionDeadline());
  }

  @Bean
  ImageModel openAiImageModel(
      OpenAIClient client, OutboundHttp http, OpenAiProperties properties, JsonMapper json) {
    return new OpenAiImageModel(
        client,
        http,
        new ModelChoice(properties.imageModels(), "ATELIER_IMAGE_MODELS"),
        ModelTraits.read(json),
        properties.imageDeadline());
  }
}
