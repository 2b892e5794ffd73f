package dev.atelier.videos.generation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.identity.Caller;
import dev.atelier.providers.VideoModel;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * The wire of the older service that hands requests straight to the provider. They cost money and
 * go past the queue, so they are the operator's alone.
 */
@RestController
class FlowCompatController {

  private static final int LONGEST = 500;

  private final VideoModel model;

  FlowCompatController(VideoModel model) {
    this.model = model;
  }

  /** What the provider answered to a prompt. */
  record Generated(String operationName, @JsonRawValue String rawResponse) {}

  /** What the provider says of an operation. */
  record Told(@JsonRawValue String rawResponse) {}

  /** An operation to ask about. */
  record StatusForm(
      @Nullable String operationName, @Nullable String sceneId, @Nullable String status) {}

  @PostMapping("/generate-video")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Generated generate(Caller caller, @RequestBody JsonNode body) {
    requireOperator(caller);
    CreationForm form = CreationForm.read(body);
    VideoModel.Submitted submitted =
        model.submit(
            new VideoModel.Request(
                form.sceneId() == null ? UUID.randomUUID().toString() : form.sceneId(),
                form.prompt(),
                form.aspectRatio(),
                form.videoModelKey(),
                form.seed()));
    return new Generated(submitted.operation(), submitted.answer());
  }

  @PostMapping("/generation-status")
  Told status(Caller caller, @RequestBody StatusForm form) {
    requireOperator(caller);
    List<FieldError> errors = new ArrayList<>();
    String operation = text("operationName", form.operationName(), errors);
    String scene = text("sceneId", form.sceneId(), errors);
    if (!errors.isEmpty()) {
      throw Problem.invalid("validation_failed", "The request is not valid", errors);
    }
    return new Told(
        model.poll(operation, new VideoModel.Request(scene, "", null, null, null)).answer());
  }

  private static String text(String field, @Nullable String value, List<FieldError> errors) {
    if (value == null || value.isBlank() || value.length() > LONGEST) {
      errors.add(new FieldError(field, "must be a text of 1 to " + LONGEST + " characters", null));
      return "";
    }
    return value;
  }

  private static void requireOperator(Caller caller) {
    if (!caller.operator()) {
      throw Problem.forbidden("operator_only", "Only the operator may ask the provider directly");
    }
  }
}
