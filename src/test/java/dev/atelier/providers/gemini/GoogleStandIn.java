package dev.atelier.providers.gemini;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks on this machine what Google's services speak: Interactions, and long-running predictions
 * as the Gemini API and as Vertex AI have them. Keeps a log of every call. Thread-safe.
 */
final class GoogleStandIn implements AutoCloseable {

  /** What it will not film. */
  static final String REFUSED = "nobody may";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String FILM =
      Base64.getEncoder()
          .encodeToString("\0\0\0\u0018ftypmp42....".getBytes(StandardCharsets.US_ASCII));

  private final HttpServer server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile Function<Call, @Nullable Answer> otherwise = call -> null;

  /** A call as it came. */
  record Call(
      String method,
      String path,
      @Nullable String key,
      @Nullable String authorization,
      JsonNode body) {

    boolean starts() {
      return method.equals("POST") && !path.endsWith(":fetchPredictOperation");
    }
  }

  record Answer(int status, String body) {

    static Answer error(int status, String word, String message) {
      return new Answer(
          status,
          JSON.writeValueAsString(
              Map.of("error", Map.of("code", status, "status", word, "message", message))));
    }
  }

  private GoogleStandIn(HttpServer server) {
    this.server = server;
  }

  static GoogleStandIn start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      GoogleStandIn standIn = new GoogleStandIn(server);
      server.createContext("/", standIn::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return standIn;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers otherwise wherever the function has an answer. */
  void otherwise(Function<Call, @Nullable Answer> answer) {
    otherwise = answer;
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      Call call =
          new Call(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders().getFirst("x-goog-api-key"),
              exchange.getRequestHeaders().getFirst("Authorization"),
              sent.length == 0 ? JSON.createObjectNode() : JSON.readTree(sent));
      calls.add(call);
      Answer answer = otherwise.apply(call);
      if (answer == null && call.body().toString().contains(REFUSED)) {
        answer = Answer.error(400, "INVALID_ARGUMENT", "Blocked by our safety policy");
      }
      if (answer == null) {
        answer = new Answer(200, JSON.writeValueAsString(good(call)));
      }
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Map<String, ?> good(Call call) {
    String path = call.path();
    if (path.endsWith("/interactions")) {
      return Map.of("id", "v1_abc", "object", "interaction", "status", "in_progress");
    }
    if (path.contains("/interactions/")) {
      return finished();
    }
    if (path.endsWith(":predictLongRunning")) {
      return Map.of(
          "name", path.replaceFirst("^/v1[a-z0-9]*/", "").replaceFirst(":.*", "/operations/op1"));
    }
    if (path.endsWith(":fetchPredictOperation")) {
      return Map.of(
          "name",
          call.body().path("operationName").asString(""),
          "done",
          true,
          "response",
          Map.of("videos", List.of(Map.of("bytesBase64Encoded", FILM, "mimeType", "video/mp4"))));
    }
    return Map.of(
        "name",
        path.substring(1),
        "done",
        true,
        "response",
        Map.of(
            "generateVideoResponse",
            Map.of(
                "generatedSamples",
                List.of(
                    Map.of(
                        "video", Map.of("uri", url() + "/v1beta/files/f1:download?alt=media"))))));
  }

  private Map<String, ?> finished() {
    return Map.of(
        "id",
        "v1_abc",
        "object",
        "interaction",
        "status",
        "completed",
        "steps",
        List.of(
            Map.of(
                "type",
                "model_output",
                "content",
                List.of(
                    Map.of("type", "text", "text", "Here it is"),
                    Map.of("type", "video", "mime_type", "video/mp4", "data", FILM)))));
  }
}
