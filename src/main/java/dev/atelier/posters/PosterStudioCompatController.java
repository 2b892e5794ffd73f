package dev.atelier.posters;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.atelier.events.EventStreams;
import dev.atelier.http.HealthDetail;
import dev.atelier.identity.Caller;
import dev.atelier.posters.RunLogRepository.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** How the poster studio is, and what went wrong in its pages, as existing clients know them. */
@RestController
@RequestMapping("/api/batch")
class PosterStudioCompatController {

  private static final Logger LOG = LoggerFactory.getLogger(PosterStudioCompatController.class);
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final int MAX_MESSAGE = 1_000;
  private static final int MAX_DETAIL = 4_000;
  private static final List<String> DETAILS =
      List.of("errorType", "errorStack", "userAgent", "url", "timestamp");

  private final PosterRuns runs;
  private final RunLogRepository logs;
  private final EventStreams streams;
  private final List<HealthDetail> health;

  PosterStudioCompatController(
      PosterRuns runs, RunLogRepository logs, EventStreams streams, List<HealthDetail> health) {
    this.runs = runs;
    this.logs = logs;
    this.streams = streams;
    this.health = List.copyOf(health);
  }

  @GetMapping("/health")
  Health health(Caller caller) {
    boolean database =
        health.stream()
            .map(detail -> detail.members().get("database"))
            .filter(Objects::nonNull)
            .allMatch(Boolean.TRUE::equals);
    return new Health(true, new Services(database, false, streams.count()));
  }

  /** Keeps the error with the run that it names, where the caller has such a one. */
  @PostMapping(path = "/log-frontend-error", consumes = MediaType.APPLICATION_JSON_VALUE)
  Logged log(Caller caller, @RequestBody JsonNode error) {
    if (!error.isObject()) {
      throw BulkFields.wrong("body", "must be an object");
    }
    String job = text(error, "jobId", "frontend", 100);
    String type = text(error, "errorType", "unknown", 200);
    String message = text(error, "errorMessage", "No message", MAX_MESSAGE);
    LOG.warn("A page reports {} in {}: {}", type, job, message);
    runs.findIfAny(caller, new RunId(job))
        .ifPresent(run -> {
          Map<String, String> details = new LinkedHashMap<>();
          DETAILS.forEach(name -> details.put(name, text(error, name, "", MAX_DETAIL)));
          logs.append(run.id(), Level.ERROR, "Page: " + message, details);
        });
    return new Logged(true, "Error logged");
  }

  /** One line without control characters, which could forge others in a log. */
  private static String text(JsonNode error, String name, String missing, int max) {
    JsonNode value = error.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return missing;
    }
    String whole = value.isValueNode() ? value.asString() : value.toString();
    String line = CONTROL.matcher(whole).replaceAll(" ").strip();
    if (!BulkRow.storable(line)) {
      return "(unreadable)";
    }
    int end = line.offsetByCodePoints(0, Math.min(max, line.codePointCount(0, line.length())));
    return line.substring(0, end);
  }

  record Health(boolean success, Services services) {}

  record Services(
      boolean database, boolean redpanda, @JsonProperty("sse_connections") int sseConnections) {}

  record Logged(boolean success, String message) {}
}
