package dev.atelier.providers.flow;

import dev.atelier.providers.Excerpt;
import dev.atelier.providers.VideoModel.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a status answer says of its first operation. */
final class FlowStatus {

  private enum Word {
    PENDING,
    PROCESSING,
    COMPLETED,
    FAILED
  }

  private static final Map<String, Word> WORDS = words();

  private final JsonNode entry;
  private final JsonNode operation;
  private final JsonNode metadata;
  private final JsonNode response;

  private FlowStatus(JsonNode answer) {
    this.entry = FlowAnswers.entry(answer);
    JsonNode inner = entry.path("operation");
    this.operation = inner.isObject() ? inner : entry;
    this.metadata = either("metadata");
    this.response = either("response");
  }

  private JsonNode either(String member) {
    return operation.has(member) ? operation.path(member) : entry.path(member);
  }

  private static Map<String, Word> words() {
    Map<String, Word> words = new HashMap<>();
    String media = "MEDIA_GENERATION_STATUS_";
    Stream.of("PENDING", "CREATED", "SCHEDULED").forEach(it -> words.put(media + it, Word.PENDING));
    Stream.of("RUNNING", "PROCESSING", "ACTIVE")
        .forEach(it -> words.put(media + it, Word.PROCESSING));
    Stream.of("SUCCESSFUL", "COMPLETED").forEach(it -> words.put(media + it, Word.COMPLETED));
    words.put(media + "FAILED", Word.FAILED);
    words.put("STATE_PENDING", Word.PENDING);
    Stream.of("RUNNING", "PROCESSING").forEach(it -> words.put("STATE_" + it, Word.PROCESSING));
    Stream.of("SUCCEEDED", "COMPLETED").forEach(it -> words.put("STATE_" + it, Word.COMPLETED));
    words.put("STATE_FAILED", Word.FAILED);
    words.put("STATUS_PENDING", Word.PENDING);
    words.put("STATUS_RUNNING", Word.PROCESSING);
    Stream.of("COMPLETE", "COMPLETED").forEach(it -> words.put("STATUS_" + it, Word.COMPLETED));
    words.put("STATUS_FAILED", Word.FAILED);
    return Map.copyOf(words);
  }

  static Progress read(JsonNode answer) {
    return new FlowStatus(answer).progress();
  }

  /** Whether the answer says anything of the operation asked about. */
  static boolean knows(JsonNode answer) {
    return new FlowStatus(answer).word().isPresent();
  }

  private Progress progress() {
    Optional<Word> word = word();
    if (word.isEmpty()) {
      // An operation can fail without any of the words.
      return reason().isPresent() && operation.path("done").asBoolean(false)
          ? failed()
          : new Progress.Unclear();
    }
    return switch (word.get()) {
      case PENDING -> new Progress.Pending();
      case PROCESSING -> new Progress.Processing();
      case FAILED -> failed();
      case COMPLETED -> completed();
    };
  }

  private Progress completed() {
    FlowUrls urls = FlowUrls.in(metadata, response);
    if (urls.video() == null) {
      return reason().isPresent()
          ? failed()
          : new Progress.Failed("no_video", "Flow says that the video is done but gives none");
    }
    return urls.done();
  }

  private Progress failed() {
    return new Progress.Failed(
        "generation_failed", reason().orElse("Flow says that it could not make the video"));
  }

  private Optional<Word> word() {
    List<JsonNode> places = new ArrayList<>();
    places.add(entry.path("status"));
    places.add(operation.path("status"));
    Stream.of("status", "state", "generationStatus", "sceneStatus")
        .forEach(name -> places.add(metadata.path(name)));
    for (JsonNode scene : response.path("sceneOutputs")) {
      places.add(scene.path("status"));
    }
    for (JsonNode scene : response.path("sceneOutputs")) {
      for (JsonNode media : scene.path("mediaOutputs")) {
        places.add(media.path("status"));
      }
    }
    for (JsonNode place : places) {
      Word word =
          place.isString() ? WORDS.get(place.stringValue().strip().toUpperCase(Locale.ROOT)) : null;
      if (word != null) {
        return Optional.of(word);
      }
    }
    boolean done = operation.path("done").asBoolean(false);
    boolean broken = operation.path("error").isObject() || entry.path("error").isObject();
    if (done && broken) {
      return Optional.of(Word.FAILED);
    }
    return done ? Optional.of(Word.COMPLETED) : Optional.empty();
  }

  /** What Flow gives as the reason, on one line. */
  private Optional<String> reason() {
    return FlowAnswers.firstText(
            entry.path("error").path("message"),
            operation.path("error").path("message"),
            metadata.path("error").path("message"),
            response.path("error").path("message"),
            metadata.path("failureReason"),
            metadata.path("failureMessage"),
            metadata.path("errorMessage"),
            metadata.path("reason"))
        .map(text -> Excerpt.of(text, 300));
  }
}
