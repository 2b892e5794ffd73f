package dev.atelier.providers.flow;

import dev.atelier.providers.Excerpt;
import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.OutboundHttp.Answer;
import dev.atelier.providers.OutboundHttp.Call;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.VideoModel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Films with Flow. */
final class FlowVideoModel implements VideoModel {

  private static final String WAITING = "MEDIA_GENERATION_STATUS_PENDING";
  private static final int SEEDS = 1_000_000;
  private static final int SHOWN = 500;
  private static final Duration WAIT = Duration.ofSeconds(5);

  /** How an operation is named here that Flow tells of by its scene only. */
  private static final String BY_SCENE = "scene:";

  private final FlowProperties properties;
  private final FlowToken token;
  private final OutboundHttp http;
  private final JsonMapper json;

  FlowVideoModel(FlowProperties properties, FlowToken token, OutboundHttp http, JsonMapper json) {
    this.properties = properties;
    this.token = token;
    this.http = http;
    this.json = json;
  }

  @Override
  public String name() {
    return "flow";
  }

  @Override
  public String model() {
    return properties.defaultVideoModel();
  }

  @Override
  public boolean offline() {
    return false;
  }

  @Override
  public Submitted submit(Request request) {
    Answer answer = post(properties.generateUrl(), generation(request));
    requireTaken(answer);
    JsonNode body = body(answer);
    String operation =
        FlowAnswers.operation(body)
            .or(() -> FlowAnswers.operation(answer.headers()))
            .orElseThrow(() -> invalid("Flow took the prompt but named no operation"));
    return new Submitted(operation, body.toString());
  }

  @Override
  public Optional<Submitted> find(Request request) {
    Answer answer = post(properties.statusUrl(), question("", request.sceneId()));
    if (answer.status() == 404) {
      return Optional.empty();
    }
    requireTaken(answer);
    JsonNode body = body(answer);
    Optional<String> named = FlowAnswers.operation(body);
    if (named.isEmpty() && !FlowStatus.knows(body)) {
      return Optional.empty();
    }
    return Optional.of(new Submitted(named.orElse(BY_SCENE + request.sceneId()), body.toString()));
  }

  @Override
  public boolean findsByScene() {
    return true;
  }

  @Override
  public Status poll(String operation, Request request) {
    String name = operation.startsWith(BY_SCENE) ? "" : operation;
    Answer answer = post(properties.statusUrl(), question(name, request.sceneId()));
    requireTaken(answer);
    JsonNode body = body(answer);
    return new Status(FlowStatus.read(body), body.toString());
  }

  private Map<String, ?> generation(Request request) {
    Map<String, Object> client = new LinkedHashMap<>();
    client.put("projectId", properties.projectId());
    client.put("tool", "PINHOLE");
    client.put("userPaygateTier", properties.userPaygateTier());
    Map<String, Object> video = new LinkedHashMap<>();
    video.put("aspectRatio", aspectRatio(request));
    video.put(
        "seed",
        request.seed() == null ? ThreadLocalRandom.current().nextInt(SEEDS) : request.seed());
    video.put("textInput", Map.of("prompt", request.prompt()));
    video.put("videoModelKey", or(request.modelKey(), properties.defaultVideoModel()));
    video.put("metadata", Map.of("sceneId", request.sceneId()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("clientContext", client);
    body.put("requests", List.of(video));
    return body;
  }

  private String aspectRatio(Request request) {
    String asked = or(request.aspectRatio(), properties.defaultAspectRatio());
    return switch (asked) {
      case "9:16" -> "VIDEO_ASPECT_RATIO_PORTRAIT";
      case "16:9" -> "VIDEO_ASPECT_RATIO_LANDSCAPE";
      case "1:1" -> "VIDEO_ASPECT_RATIO_SQUARE";
      default -> asked;
    };
  }

  private static String or(@Nullable String given, String otherwise) {
    return given == null || given.isBlank() ? otherwise : given;
  }

  private static Map<String, ?> question(String operation, String sceneId) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("operation", Map.of("name", operation));
    entry.put("sceneId", sceneId);
    entry.put("status", WAITING);
    return Map.of("operations", List.of(entry));
  }

  private Answer post(String url, Map<String, ?> body) {
    Map<String, String> headers = new HashMap<>(token.header());
    // Flow's own page sends its JSON under this type.
    headers.put("Content-Type", "text/plain;charset=UTF-8");
    return http.askTrusted(
        new Call("Flow", url, properties.deadline(), OutboundHttp.MAX_BYTES),
        json.writeValueAsBytes(body),
        headers);
  }

  private static void requireTaken(Answer answer) {
    int status = answer.status();
    if (status >= 200 && status <= 299) {
      return;
    }
    String words = Excerpt.of(new String(answer.body(), StandardCharsets.UTF_8), SHOWN);
    String message = "Flow answered with status %d: %s".formatted(status, words);
    throw switch (status) {
      case 401 ->
          ProviderException.refusesAll(
              "bad_key", "Flow does not accept FLOW_ACCESS_TOKEN: " + words);
      case 402 -> ProviderException.refusesAll("insufficient_quota", message);
      case 403 -> ProviderException.rejected("access_denied", message);
      case 404, 410 -> ProviderException.rejected("not_found", message);
      default -> answer.failure(message, WAIT);
    };
  }

  /** An answer may be empty or {@code null}: then its headers name the operation. */
  private JsonNode body(Answer answer) {
    String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      return json.nullNode();
    }
    try {
      JsonNode body = json.readTree(text);
      if (body.isContainer() || body.isNull()) {
        return body;
      }
    } catch (JacksonException e) {
      throw ProviderException.unavailable(
          "upstream_invalid_response", "Flow sent an answer that is no JSON", e);
    }
    throw invalid("Flow sent an answer that cannot be read");
  }

  private static ProviderException invalid(String message) {
    return ProviderException.unavailable("upstream_invalid_response", message, null);
  }
}
