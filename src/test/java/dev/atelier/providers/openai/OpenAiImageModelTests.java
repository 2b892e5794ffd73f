package dev.atelier.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.providers.ImageModel;
import dev.atelier.providers.ImageModelContract;
import dev.atelier.providers.ModelUsage;
import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.OutboundHttps;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.ProviderException.Reason;
import dev.atelier.providers.openai.OpenAiStandIn.Trouble;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OpenAiImageModelTests extends ImageModelContract {

  private final OpenAiStandIn openAi = OpenAiStandIn.start();
  private final OutboundHttp http = OutboundHttps.allowing("127.0.0.1:" + openAi.port());
  private final OpenAiImageModel model =
      OpenAiModels.image(http, OpenAiModels.properties("sk-test", openAi.url()));

  @AfterEach
  void stop() {
    http.close();
    openAi.close();
  }

  @Override
  protected ImageModel model() {
    return model;
  }

  @Test
  void asksNewModelsWithoutAResponseFormatAndOldOnesWithOne() {
    openAi.forget("gpt-image-2.5-flare", "gpt-image-2");
    model.draw(request("i1", "a topic"));

    List<JsonNode> bodies = openAi.calls().stream().map(OpenAiStandIn.Call::body).toList();
    assertThat(bodies).hasSize(3);
    assertThat(bodies.getFirst().has("response_format")).isFalse();
    assertThat(bodies.getFirst().path("quality").asString()).isEqualTo("low");
    assertThat(bodies.getFirst().path("size").asString()).isEqualTo("1024x1024");
    assertThat(bodies.getLast().path("model").asString()).isEqualTo("dall-e-3");
    assertThat(bodies.getLast().path("response_format").asString()).isEqualTo("b64_json");
    assertThat(bodies.getLast().path("quality").asString()).isEqualTo("standard");
  }

  @Test
  void readsTheUsage() {
    assertThat(model.draw(request("i1", "a topic")).usage()).isEqualTo(new ModelUsage(50, 0, 272));
  }

  @Test
  void c6FetchesPicturesThatComeAsLinks() {
    openAi.withLinks();

    assertThat(model.draw(request("i1", "a topic")).contentType()).isEqualTo("image/png");
  }

  @Test
  void c6t13ALinkIsFollowedByTheGuardedClientOnly() {
    openAi.withLinks();
    try (OutboundHttp guarded = OutboundHttps.allowing()) {
      OpenAiImageModel strict =
          OpenAiModels.image(guarded, OpenAiModels.properties("sk-test", openAi.url()));

      ProviderException failure =
          catchThrowableOfType(
              ProviderException.class, () -> strict.draw(request("i1", "a topic")));

      assertThat(failure.code()).isEqualTo("upstream_invalid_response");
      assertThat(failure.getMessage()).contains("refused");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"page.png", "endless.png", "missing.png"})
  void c6ALinkToWhatIsNoPictureIsAFailure(String path) {
    String link = "http://127.0.0.1:" + openAi.port() + "/" + path;
    openAi.trouble(call -> new Trouble(200, Map.of(), "{\"data\":[{\"url\":\"" + link + "\"}]}"));

    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> model.draw(request("i1", "a topic")));

    assertThat(failure.code()).isEqualTo("upstream_invalid_response");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"data\": []}",
        "{\"data\": [{}]}",
        "{\"data\": [{\"b64_json\": \"%%%\"}]}",
        "{\"data\": [{\"b64_json\": \"PGh0bWw+\"}]}",
        "{\"data\": 1}",
        "<html>",
      })
  void p25AnAnswerWithoutAPictureIsAFailureThatMayPass(String body) {
    openAi.trouble(call -> new Trouble(200, Map.of(), body));

    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> model.draw(request("i1", "a topic")));

    assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure.code()).isEqualTo("upstream_invalid_response");
  }
}
