package dev.atelier.videos.generation;

import dev.atelier.http.MaxBody;
import dev.atelier.http.Problem;
import dev.atelier.identity.OpenRoute;
import dev.atelier.jobs.Jobs;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.Videos;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Takes what a worker outside tells of a running video, once. */
@RestController
class CallbackController {

  private final GenerationRepository generations;
  private final Jobs jobs;
  private final JsonMapper json;
  private final CallbackSignature signature;

  CallbackController(
      GenerationRepository generations,
      Jobs jobs,
      JsonMapper json,
      GenerationProperties properties) {
    this.generations = generations;
    this.jobs = jobs;
    this.json = json;
    this.signature = new CallbackSignature(properties.callbackSecret(), Clock.systemUTC());
  }

  /** That the worker was heard. */
  record Accepted(boolean success) {}

  @OpenRoute
  @MaxBody("64KB")
  @PostMapping(path = "/videos/{id}/callback", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  Accepted callback(
      @PathVariable UUID id,
      @RequestHeader(name = CallbackSignature.TIMESTAMP, required = false) @Nullable String time,
      @RequestHeader(name = CallbackSignature.SIGNATURE, required = false) @Nullable String signed,
      @RequestBody byte[] body) {
    if (!signature.isSet()) {
      throw Problem.notFound("Callbacks are not set up; see VIDEO_CALLBACK_SECRET");
    }
    signature.require(time, signed, "/videos/" + id + "/callback", body);
    CallbackForm form = form(body);
    form.verify();
    Generation generation = generations.of(new VideoId(id)).orElseThrow(Videos::notFound);
    if (!generations.tell(generation.id(), json.writeValueAsString(form))) {
      throw Problem.conflict("not_running", "The video is not being made, or was told of already");
    }
    if (generation.batch() != null) {
      jobs.hasten(generation.batch());
    }
    return new Accepted(true);
  }

  private CallbackForm form(byte[] body) {
    try {
      return json.readValue(body, CallbackForm.class);
    } catch (JacksonException e) {
      throw Problem.malformed("malformed_json", "The body is not the JSON of a callback");
    }
  }
}
