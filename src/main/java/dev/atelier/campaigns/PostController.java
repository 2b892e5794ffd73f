package dev.atelier.campaigns;

import dev.atelier.campaigns.VersionRepository.Restoration;
import dev.atelier.campaigns.VersionRepository.Version;
import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.http.RequestKey;
import dev.atelier.identity.AccountRequired;
import dev.atelier.identity.Caller;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/** Single posts: made anew in part, and their versions. */
@RestController
@RequestMapping("/api/campaign-posts/{id}")
@AccountRequired
class PostController {

  private final Redos redos;
  private final PostVersions versions;
  private final Pictures pictures;
  private final JsonMapper json;

  PostController(Redos redos, PostVersions versions, Pictures pictures, JsonMapper json) {
    this.redos = redos;
    this.versions = versions;
    this.pictures = pictures;
    this.json = json;
  }

  /**
   * @param part caption or image
   */
  record RegenerateForm(@Nullable String part) {}

  /**
   * @param part caption or image
   * @param version the number of an earlier version
   */
  record RestoreForm(@Nullable String part, @Nullable Integer version) {}

  @GetMapping({"", "/"})
  PostResponse get(Caller caller, @PathVariable String id) {
    return PostResponse.of(redos.find(caller, id), pictures);
  }

  @PostMapping("/regenerate")
  @ResponseStatus(HttpStatus.ACCEPTED)
  PostResponse regenerate(
      Caller caller,
      @Nullable RequestKey key,
      @PathVariable String id,
      @RequestBody RegenerateForm form) {
    return PostResponse.of(redos.start(caller, id, part(form.part()), key), pictures);
  }

  @GetMapping("/versions")
  List<VersionResponse> versions(Caller caller, @PathVariable String id) {
    PostVersions.History history = versions.history(caller, id);
    return history.versions().stream()
        .map(
            version -> VersionResponse.of(version, history.restorationsOf(version), pictures, json))
        .toList();
  }

  @PostMapping("/restore")
  PostResponse restore(Caller caller, @PathVariable String id, @RequestBody RestoreForm form) {
    Integer version = form.version();
    if (version == null) {
      throw invalid("version", "is required");
    }
    return PostResponse.of(versions.restore(caller, id, part(form.part()), version), pictures);
  }

  private static Part part(@Nullable String word) {
    for (Part part : Part.values()) {
      if (part.word().equals(word)) {
        return part;
      }
    }
    throw invalid("part", "must be caption or image");
  }

  private static Problem invalid(String field, String message) {
    return Problem.invalid(
        "validation_failed", field + " " + message, new FieldError(field, message));
  }

  /**
   * A version on the wire.
   *
   * @param current whether it is what the post has
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record VersionResponse(
      int version,
      String part,
      boolean current,
      @Nullable String caption,
      @Nullable String imageUrl,
      String model,
      boolean offline,
      BigDecimal costUsd,
      @Nullable Long inputTokens,
      @Nullable Long outputTokens,
      @Nullable String duplicateOf,
      JsonNode prompt,
      @Nullable String createdBy,
      String createdAt,
      List<RestorationResponse> restored) {

    static VersionResponse of(
        Version version, List<Restoration> restored, Pictures pictures, JsonMapper json) {
      String key = version.imageKey();
      return new VersionResponse(
          version.number(),
          version.part().word(),
          version.current(),
          version.caption(),
          key == null ? version.foreignImage() : pictures.url(key),
          version.model(),
          version.offline(),
          Money.dollars(version.cost()),
          version.inputTokens(),
          version.outputTokens(),
          version.duplicateOf(),
          json.readTree(version.prompt()),
          version.createdBy(),
          WireTime.of(version.createdAt().toInstant()),
          restored.stream().map(RestorationResponse::of).toList());
    }
  }

  /** That a version became the post's again. */
  record RestorationResponse(String by, String at) {

    static RestorationResponse of(Restoration restoration) {
      return new RestorationResponse(restoration.by(), WireTime.of(restoration.at().toInstant()));
    }
  }
}
