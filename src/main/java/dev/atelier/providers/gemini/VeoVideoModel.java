package dev.atelier.providers.gemini;

import com.google.genai.Client;
import com.google.genai.types.GenerateVideosConfig;
import com.google.genai.types.GenerateVideosOperation;
import com.google.genai.types.GenerateVideosResponse;
import com.google.genai.types.GenerateVideosSource;
import com.google.genai.types.Video;
import dev.atelier.providers.Excerpt;
import dev.atelier.providers.VideoModel;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Films with Veo: long-running predictions, on Vertex AI or where a gateway still speaks so. */
final class VeoVideoModel implements VideoModel {

  private static final int SHOWN = 300;

  private final Client client;
  private final String name;
  private final String model;
  private final Downloads downloads;

  VeoVideoModel(Client client, String name, String model, Downloads downloads) {
    this.client = client;
    this.name = name;
    this.model = model;
    this.downloads = downloads;
  }

  @Override
  public String name() {
    return name;
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
    GenerateVideosConfig.Builder config =
        GenerateVideosConfig.builder()
            .numberOfVideos(1)
            .aspectRatio(request.landscape() ? "16:9" : "9:16");
    if (client.vertexAI() && request.seed() != null) {
      config.seed(request.seed());
    }
    String operation =
        GoogleFailures.translated(() ->
                client.models.generateVideos(
                    Objects.requireNonNullElse(request.modelKey(), model),
                    GenerateVideosSource.builder().prompt(request.prompt()).build(),
                    config.build()))
            .name()
            .filter(it -> !it.isBlank())
            .orElseThrow(() -> GoogleFailures.unreadable(null));
    return new Submitted(operation, "null");
  }

  @Override
  public Status poll(String operation, Request request) {
    GenerateVideosOperation answer =
        GoogleFailures.translated(() ->
            client.operations.getVideosOperation(
                GenerateVideosOperation.builder().name(operation).build(), null));
    return new Status(progress(answer), "null");
  }

  private Progress progress(GenerateVideosOperation operation) {
    if (!operation.done().orElse(false)) {
      return new Progress.Processing();
    }
    Optional<Map<String, Object>> error = operation.error().filter(it -> !it.isEmpty());
    if (error.isPresent()) {
      return new Progress.Failed("generation_failed", words(error.get()));
    }
    Optional<GenerateVideosResponse> response = operation.response();
    return response
        .flatMap(GenerateVideosResponse::generatedVideos)
        .flatMap(videos -> videos.stream().flatMap(it -> it.video().stream()).findFirst())
        .map(this::done)
        .orElseGet(() -> without(response.orElse(null)));
  }

  private Progress done(Video video) {
    if (video.videoBytes().isPresent()) {
      return new Progress.Done(new Asset.Inline(video.videoBytes().get()), null, null);
    }
    String uri = video.uri().orElse("");
    return uri.matches("https?://\\S+")
        ? new Progress.Done(downloads.link(uri), null, null)
        : new Progress.Failed("no_video", "Google keeps the video where Atelier cannot fetch it");
  }

  private static Progress without(@Nullable GenerateVideosResponse response) {
    if (response != null && response.raiMediaFilteredCount().orElse(0) > 0) {
      String reasons = String.join(" ", response.raiMediaFilteredReasons().orElseGet(List::of));
      return new Progress.Failed(
          "content_refused",
          reasons.isBlank() ? "Google's filter took the video away" : Excerpt.of(reasons, SHOWN));
    }
    return new Progress.Failed("no_video", "Google says that the video is done but gives none");
  }

  private static String words(Map<String, Object> error) {
    String message = Excerpt.of(String.valueOf(error.getOrDefault("message", "")), SHOWN);
    return message.isEmpty() ? "Google could not make the video" : message;
  }
}
