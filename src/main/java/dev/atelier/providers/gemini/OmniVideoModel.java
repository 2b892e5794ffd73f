package dev.atelier.providers.gemini;

import com.google.genai.Client;
import com.google.genai.gaos.models.interactions.Content;
import com.google.genai.gaos.models.interactions.CreateModelInteraction;
import com.google.genai.gaos.models.interactions.CreateModelInteractionResponseFormat;
import com.google.genai.gaos.models.interactions.GenerationConfig;
import com.google.genai.gaos.models.interactions.Interaction;
import com.google.genai.gaos.models.interactions.InteractionsInput;
import com.google.genai.gaos.models.interactions.ModelOutputStep;
import com.google.genai.gaos.models.interactions.ResponseFormat;
import com.google.genai.gaos.models.interactions.ResponseModality;
import com.google.genai.gaos.models.interactions.VideoContent;
import com.google.genai.gaos.models.interactions.VideoResponseFormat;
import com.google.genai.gaos.models.interactions.VideoResponseFormatAspectRatio;
import com.google.genai.gaos.models.interactions.VideoResponseFormatDelivery;
import com.google.genai.gaos.models.operations.CreateInteractionRequestBody;
import com.google.genai.gaos.models.operations.GetInteractionByIdRequest;
import com.google.genai.gaos.utils.RetryConfig;
import dev.atelier.providers.Excerpt;
import dev.atelier.providers.VideoModel;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Films with the Gemini API's Interactions, in the background. */
final class OmniVideoModel implements VideoModel {

  private static final int SHOWN = 300;

  private final Client client;
  private final String model;
  private final Downloads downloads;

  OmniVideoModel(Client client, String model, Downloads downloads) {
    this.client = client;
    this.model = model;
    this.downloads = downloads;
  }

  @Override
  public String name() {
    return "gemini";
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public boolean offline() {
    return false;
  }

  @Override
  public Submitted submit(Request request) {
    CreateModelInteraction.Builder interaction =
        CreateModelInteraction.builder()
            .model(Objects.requireNonNullElse(request.modelKey(), model))
            .input(InteractionsInput.of(request.prompt()))
            .background(true)
            .responseModalities(List.of(ResponseModality.VIDEO))
            .responseFormat(
                CreateModelInteractionResponseFormat.of(ResponseFormat.of(format(request))));
    if (request.seed() != null) {
      interaction.generationConfig(GenerationConfig.builder().seed(request.seed()).build());
    }
    String id =
        GoogleFailures.translated(() ->
                client
                    .interactions
                    .create()
                    .body(CreateInteractionRequestBody.of(interaction.build()))
                    // A repetition could pay twice.
                    .retryConfig(RetryConfig.noRetries())
                    .call()
                    .interaction()
                    .flatMap(Interaction::id))
            .filter(name -> !name.isBlank())
            .orElseThrow(() -> GoogleFailures.unreadable(null));
    return new Submitted(id, "null");
  }

  private static VideoResponseFormat format(Request request) {
    return VideoResponseFormat.builder()
        .aspectRatio(
            request.landscape()
                ? VideoResponseFormatAspectRatio.of("16:9")
                : VideoResponseFormatAspectRatio.of("9:16"))
        // Inline answers end at some megabytes.
        .delivery(VideoResponseFormatDelivery.URI)
        .build();
  }

  @Override
  public Status poll(String operation, Request request) {
    Interaction interaction =
        GoogleFailures.translated(() ->
                client
                    .interactions
                    .get()
                    .request(GetInteractionByIdRequest.builder().id(operation).build())
                    .retryConfig(RetryConfig.noRetries())
                    .call()
                    .interaction())
            .orElseThrow(() -> GoogleFailures.unreadable(null));
    return new Status(progress(interaction), "null");
  }

  private Progress progress(Interaction interaction) {
    String status = interaction.status().map(it -> it.value()).orElse("");
    return switch (status) {
      case "queued" -> new Progress.Pending();
      case "in_progress" -> new Progress.Processing();
      case "completed" -> completed(interaction);
      case "failed" -> failed(interaction, "Google could not make the video");
      case "cancelled" -> failed(interaction, "The video was cancelled at Google");
      case "incomplete" -> failed(interaction, "Google stopped before the video was done");
      case "budget_exceeded" -> failed(interaction, "The budget at Google is used up");
      case "requires_action" -> failed(interaction, "Google asks for more than a prompt");
      default -> new Progress.Unclear();
    };
  }

  private Progress completed(Interaction interaction) {
    Optional<VideoContent> video =
        Stream.concat(
                interaction.outputVideo().stream(),
                contents(interaction)
                    .filter(VideoContent.class::isInstance)
                    .map(VideoContent.class::cast))
            .filter(content -> content.data().isPresent() || content.uri().isPresent())
            .findFirst();
    if (video.isEmpty()) {
      return interaction.errors().filter(it -> !it.isEmpty()).isPresent()
          ? failed(interaction, "")
          : new Progress.Failed("no_video", "Google says that the video is done but gives none");
    }
    return new Progress.Done(asset(video.get()), null, null);
  }

  private static Stream<Content> contents(Interaction interaction) {
    return interaction.steps().stream()
        .flatMap(List::stream)
        .filter(ModelOutputStep.class::isInstance)
        .map(ModelOutputStep.class::cast)
        .flatMap(step -> step.content().stream())
        .flatMap(List::stream);
  }

  private Asset asset(VideoContent video) {
    if (video.data().isPresent()) {
      try {
        return new Asset.Inline(Base64.getDecoder().decode(video.data().get()));
      } catch (IllegalArgumentException e) {
        throw GoogleFailures.unreadable(e);
      }
    }
    return downloads.link(video.uri().orElseThrow());
  }

  private static Progress failed(Interaction interaction, String otherwise) {
    String words =
        Stream.concat(
                interaction.errors().stream()
                    .flatMap(List::stream)
                    .flatMap(error -> error.message().stream()),
                interaction.steps().stream()
                    .flatMap(List::stream)
                    .filter(ModelOutputStep.class::isInstance)
                    .flatMap(step -> ((ModelOutputStep) step).error().stream())
                    .flatMap(error -> error.message().stream()))
            .filter(text -> !text.isBlank())
            .findFirst()
            .map(text -> Excerpt.of(text, SHOWN))
            .orElse(otherwise);
    return new Progress.Failed("generation_failed", words);
  }
}
