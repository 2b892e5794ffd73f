package dev.atelier.providers.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.RequestOptions;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import dev.atelier.providers.ModelUsage;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.TextModel;
import java.time.Duration;

/** Writes with OpenAI's chat completions. */
final class OpenAiTextModel implements TextModel {

  private final OpenAIClient client;
  private final ModelChoice models;
  private final ModelTraits traits;
  private final RequestOptions options;

  OpenAiTextModel(OpenAIClient client, ModelChoice models, ModelTraits traits, Duration deadline) {
    this.client = client;
    this.models = models;
    this.traits = traits;
    this.options = RequestOptions.builder().timeout(deadline).build();
  }

  @Override
  public Text write(Request request) {
    return SystemThreads.call(() -> models.ask(model -> text(model, answer(model, request))));
  }

  @Override
  public String model() {
    return models.model();
  }

  @Override
  public boolean offline() {
    return false;
  }

  private ChatCompletion answer(String model, Request request) {
    ModelTraits.Writer writer = traits.writer(model);
    ChatCompletionCreateParams.Builder parameters =
        ChatCompletionCreateParams.builder()
            .model(model)
            .addSystemMessage(request.prompt().instructions())
            .addUserMessage(request.prompt().dataAsJson())
            .putAdditionalBodyProperty(writer.limit(), JsonValue.from(request.maxTokens()))
            .putAdditionalHeader("Idempotency-Key", request.id());
    writer
        .parameters()
        .forEach(
            (name, value) -> parameters.putAdditionalBodyProperty(name, JsonValue.from(value)));
    return client.chat().completions().create(parameters.build(), options);
  }

  private static Text text(String model, ChatCompletion answer) {
    ChatCompletion.Choice choice =
        answer.choices().stream()
            .findFirst()
            .orElseThrow(() -> invalid("OpenAI sent an answer without a text"));
    choice
        .message()
        .refusal()
        .ifPresent(words -> {
          throw ProviderException.rejected("content_refused", words);
        });
    FinishReason finish = choice.finishReason();
    if (finish.equals(FinishReason.CONTENT_FILTER)) {
      throw ProviderException.rejected(
          "content_refused", "OpenAI's content filter refused the caption");
    }
    String text = choice.message().content().map(String::strip).orElse("");
    if (text.isEmpty()) {
      throw invalid("OpenAI sent an empty text");
    }
    return new Text(
        text,
        model,
        finish.equals(FinishReason.LENGTH) ? Finish.TRUNCATED : Finish.COMPLETE,
        answer.usage().map(OpenAiTextModel::usage).orElse(ModelUsage.UNKNOWN));
  }

  private static ModelUsage usage(CompletionUsage usage) {
    long cached = usage.promptTokensDetails().flatMap(it -> it.cachedTokens()).orElse(0L);
    return new ModelUsage(usage.promptTokens(), cached, usage.completionTokens());
  }

  private static ProviderException invalid(String message) {
    return ProviderException.unavailable("upstream_invalid_response", message, null);
  }
}
