package dev.atelier.providers.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.RequestOptions;
import com.openai.models.images.Image;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import dev.atelier.providers.ImageKind;
import dev.atelier.providers.ImageModel;
import dev.atelier.providers.ModelUsage;
import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.OutboundHttp.Call;
import dev.atelier.providers.ProviderException;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Draws with OpenAI's image generation. */
final class OpenAiImageModel implements ImageModel {

  private static final Duration DOWNLOAD = Duration.ofSeconds(60);

  private final OpenAIClient client;
  private final OutboundHttp http;
  private final ModelChoice models;
  private final ModelTraits traits;
  private final RequestOptions options;

  OpenAiImageModel(
      OpenAIClient client,
      OutboundHttp http,
      ModelChoice models,
      ModelTraits traits,
      Duration deadline) {
    this.client = client;
    this.http = http;
    this.models = models;
    this.traits = traits;
    this.options = RequestOptions.builder().timeout(deadline).build();
  }

  @Override
  public Drawing draw(Request request) {
    return SystemThreads.call(() -> models.ask(model -> drawing(model, answer(model, request))));
  }

  @Override
  public String model() {
    return models.model();
  }

  @Override
  public boolean offline() {
    return false;
  }

  private ImagesResponse answer(String model, Request request) {
    ModelTraits.Painter painter = traits.painter(model);
    ImageGenerateParams.Builder parameters =
        ImageGenerateParams.builder()
            .model(model)
            .prompt(request.prompt().asOneText())
            .n(1)
            .size("%dx%d".formatted(request.side(), request.side()))
            .putAdditionalHeader("Idempotency-Key", request.id());
    painter
        .parameters()
        .forEach(
            (name, value) -> parameters.putAdditionalBodyProperty(name, JsonValue.from(value)));
    @Nullable String quality = painter.qualities().get(request.quality().name());
    if (quality != null) {
      parameters.putAdditionalBodyProperty("quality", JsonValue.from(quality));
    }
    return client.images().generate(parameters.build(), options);
  }

  private Drawing drawing(String model, ImagesResponse answer) {
    Image image =
        answer.data().stream()
            .flatMap(images -> images.stream())
            .findFirst()
            .orElseThrow(() -> invalid("OpenAI sent an answer without a picture", null));
    byte[] bytes = image.b64Json().map(OpenAiImageModel::decoded).orElseGet(() -> fetched(image));
    return new Drawing(
        bytes,
        kind(bytes).contentType(),
        model,
        answer.usage().map(OpenAiImageModel::usage).orElse(ModelUsage.UNKNOWN));
  }

  private static ImageKind kind(byte[] bytes) {
    try {
      return ImageKind.of(bytes);
    } catch (ProviderException e) {
      throw invalid("OpenAI sent a picture that is none: " + e.getMessage(), e);
    }
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw invalid("OpenAI sent a picture that is not in base64", e);
    }
  }

  /** A link comes out of an answer, so it is followed by the guarded client only. */
  private byte[] fetched(Image image) {
    String url = image.url().orElseThrow(() -> invalid("OpenAI sent no picture", null));
    try {
      return http.getGuarded(new Call("OpenAI's pictures", url, DOWNLOAD, OutboundHttp.MAX_BYTES))
          .body();
    } catch (ProviderException e) {
      if (e.reason() == ProviderException.Reason.REJECTED) {
        // The picture is paid for; whoever lets its address through can have it.
        throw invalid("The picture's address was refused: " + e.getMessage(), e);
      }
      throw e;
    }
  }

  private static ModelUsage usage(ImagesResponse.Usage usage) {
    return new ModelUsage(usage.inputTokens(), 0, usage.outputTokens());
  }

  private static ProviderException invalid(String message, @Nullable Throwable cause) {
    return ProviderException.unavailable("upstream_invalid_response", message, cause);
  }
}
