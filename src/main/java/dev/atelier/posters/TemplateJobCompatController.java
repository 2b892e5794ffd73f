package dev.atelier.posters;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.http.RequestKey;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.Item;
import dev.atelier.posters.RunLogRepository.Level;
import dev.atelier.posters.library.NestedValues;
import dev.atelier.posters.library.StoredTemplate;
import dev.atelier.posters.library.TemplateLibrary;
import dev.atelier.posters.template.PosterSize;
import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Output;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** One poster of a template in the library and data that is nobody's row: a run of one. */
@RestController
@RequestMapping("/api/templates")
class TemplateJobCompatController {

  private final TemplateLibrary library;
  private final NewRuns newRuns;
  private final PosterRuns runs;
  private final PosterRows rows;
  private final RunLogRepository logs;
  private final JobStreams streams;

  TemplateJobCompatController(
      TemplateLibrary library,
      NewRuns newRuns,
      PosterRuns runs,
      PosterRows rows,
      RunLogRepository logs,
      JobStreams streams) {
    this.library = library;
    this.newRuns = newRuns;
    this.runs = runs;
    this.rows = rows;
    this.logs = logs;
    this.streams = streams;
  }

  @PostMapping(path = "/generate", consumes = MediaType.APPLICATION_JSON_VALUE)
  Started generate(Caller caller, @Nullable RequestKey key, @RequestBody Generate sent) {
    String reference = sent.templateId();
    JsonNode data = sent.customData();
    if (reference == null || reference.isBlank()) {
      throw invalid("template_id", "is required");
    }
    if (data == null || !data.isObject()) {
      throw invalid("custom_data", "must be an object");
    }
    StoredTemplate template =
        library.find(caller, reference).orElseThrow(() -> Problem.notFound("Template not found"));
    Map<String, String> values = new HashMap<>(NestedValues.of(data));
    values.forEach((name, value) -> {
      if (!BulkRow.storable(name) || !BulkRow.storable(value)) {
        throw invalid("custom_data", "holds a character that cannot be kept");
      }
    });
    List<String> missing =
        template.placeholders().stream().filter(name -> !values.containsKey(name)).toList();
    missing.forEach(name -> values.put(name, ""));
    RunStatus started =
        newRuns.startOne(
            caller,
            new NewRuns.Order(
                template.name(),
                template.source(),
                PosterSize.of(PosterSize.CUSTOM, template.width(), template.height()),
                Output.of(Format.PNG),
                List.copyOf(values.keySet()),
                key),
            values);
    RunId id = started.run().id();
    logs.append(
        id,
        Level.INFO,
        "Uses %s, version %d".formatted(template.section(), template.version()),
        Map.of("template_id", template.id().toString(), "version", template.version()));
    return Started.of(id.value(), template, missing);
  }

  @GetMapping("/job/{id}")
  Answer get(Caller caller, @PathVariable String id) {
    RunStatus status = runs.status(caller, new RunId(id));
    Item item = runs.rows(status.run(), null, 0, 1).getFirst();
    RenderedPoster poster = rows.poster(item);
    String url = poster == null ? null : rows.url(poster);
    Item.Failure failure = item.failure();
    return new Answer(
        true,
        new Job(
            id,
            WireStatus.of(status.batch()),
            url,
            url,
            failure == null ? null : failure.message(),
            BatchJobWire.time(status.batch().createdAt()),
            BatchJobWire.time(status.batch().startedAt()),
            BatchJobWire.time(status.batch().endedAt())));
  }

  @GetMapping(path = "/job/{id}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter stream(
      Caller caller,
      @PathVariable String id,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    return streams.open(caller, new RunId(id), lastEventId, true);
  }

  private static Problem invalid(String field, String message) {
    return Problem.invalid(
        "invalid_request", field + " " + message, new FieldError(field, message));
  }

  /**
   * What to draw.
   *
   * @param templateId a version's id, or {@code {section}_latest} for a section's active version
   * @param customData values, nested as they are; a name in a template has dots between the levels
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Generate(@Nullable String templateId, @Nullable JsonNode customData) {}

  /**
   * A run that was started.
   *
   * @param missing names in the template that the data has no value for; they are left empty
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record Started(
      boolean success,
      String jobId,
      String templateId,
      int version,
      String status,
      String sseEndpoint,
      List<String> missing,
      String message) {

    static Started of(String id, StoredTemplate template, List<String> missing) {
      return new Started(
          true,
          id,
          template.id().toString(),
          template.version(),
          "queued",
          "/api/templates/job/" + id + "/stream",
          missing,
          "Generating 1 poster");
    }
  }

  record Answer(boolean success, Job job) {}

  /** A run of one; the picture under both names that clients read. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Job(
      String jobId,
      WireStatus status,
      @Nullable String posterUrl,
      @Nullable String url,
      @Nullable String errorMessage,
      @Nullable String createdAt,
      @Nullable String startedAt,
      @Nullable String completedAt) {}
}
