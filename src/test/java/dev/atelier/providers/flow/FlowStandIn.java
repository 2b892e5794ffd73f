package dev.atelier.providers.flow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks Flow's API on this machine: takes prompts, is asked about operations by name or by scene,
 * and hands out the files. Keeps a log of every call. Thread-safe.
 */
public final class FlowStandIn implements AutoCloseable {

  /** What it will not film: its operation fails. */
  public static final String REFUSED = "nobody may";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private final List<Call> submits = new CopyOnWriteArrayList<>();
  private final List<Call> polls = new CopyOnWriteArrayList<>();
  private final Map<String, Scene> scenes = new ConcurrentHashMap<>();
  private final AtomicInteger active = new AtomicInteger();
  private final AtomicInteger mostActive = new AtomicInteger();
  private final AtomicInteger downloads = new AtomicInteger();
  private volatile int pollsUntilDone = 1;
  private volatile boolean held;
  private volatile Runnable beforeFiles = () -> {};
  private volatile Runnable afterFiles = () -> {};
  private volatile Function<Call, @Nullable Trouble> trouble = call -> null;

  /** A call as it came. */
  public record Call(
      boolean submit,
      @Nullable String authorization,
      @Nullable String contentType,
      JsonNode body,
      String sceneId,
      String operation) {}

  /** An answer other than the good one; the call was taken nevertheless where it says so. */
  public record Trouble(int status, Map<String, String> headers, String body, boolean taken) {

    public static Trouble of(int status, String body) {
      return new Trouble(status, Map.of(), body, false);
    }
  }

  private static final class Scene {
    final String operation;
    final boolean refused;
    int polls;
    boolean over;

    Scene(String operation, boolean refused) {
      this.operation = operation;
      this.refused = refused;
    }
  }

  private FlowStandIn(HttpServer server) {
    this.server = server;
  }

  /** Starts it on a free port. */
  public static FlowStandIn start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
      FlowStandIn standIn = new FlowStandIn(server);
      server.createContext("/generate", exchange -> standIn.answer(exchange, true));
      server.createContext("/status", exchange -> standIn.answer(exchange, false));
      server.createContext("/files/", standIn::sendFile);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return standIn;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For {@code FLOW_API_GENERATE_URL}. */
  public String generateUrl() {
    return url() + "/generate";
  }

  /** For {@code FLOW_API_STATUS_URL}. */
  public String statusUrl() {
    return url() + "/status";
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Is done when it is asked for the so-manieth time. */
  public FlowStandIn doneAfter(int polls) {
    pollsUntilDone = polls;
    return this;
  }

  /** Does not finish anything until it is released. */
  public FlowStandIn hold(boolean hold) {
    held = hold;
    return this;
  }

  /** Does this before it hands a file out. */
  public FlowStandIn beforeFiles(Runnable action) {
    beforeFiles = action;
    return this;
  }

  /** Does this once it has handed a file out. */
  public FlowStandIn afterFiles(Runnable action) {
    afterFiles = action;
    return this;
  }

  /** Answers otherwise wherever the function has an answer. */
  public FlowStandIn trouble(Function<Call, @Nullable Trouble> answer) {
    trouble = answer;
    return this;
  }

  /** Has nothing open any more, as far as it counts. */
  public synchronized FlowStandIn forget() {
    scenes.values().forEach(scene -> scene.over = true);
    active.set(0);
    mostActive.set(0);
    return this;
  }

  /** All submissions so far. */
  public List<Call> submits() {
    return List.copyOf(submits);
  }

  /** All questions so far. */
  public List<Call> polls() {
    return List.copyOf(polls);
  }

  /** The most operations that were open at one time. */
  public int mostActive() {
    return mostActive.get();
  }

  /** How many files were fetched. */
  public int downloads() {
    return downloads.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange, boolean submit) throws IOException {
    try (exchange) {
      JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
      Call call = call(exchange, submit, body);
      (submit ? submits : polls).add(call);
      Trouble other = trouble.apply(call);
      if (other != null && other.taken()) {
        take(call);
      }
      if (other != null) {
        if (other.status() == 0) {
          // The connection just ends.
          return;
        }
        other.headers().forEach(exchange.getResponseHeaders()::set);
        send(exchange, other.status(), other.body());
      } else {
        send(exchange, 200, JSON.writeValueAsString(submit ? take(call) : tell(call)));
      }
    }
  }

  private static Call call(HttpExchange exchange, boolean submit, JsonNode body) {
    JsonNode entry = body.path(submit ? "requests" : "operations").path(0);
    return new Call(
        submit,
        exchange.getRequestHeaders().getFirst("Authorization"),
        exchange.getRequestHeaders().getFirst("Content-Type"),
        body,
        (submit ? entry.path("metadata") : entry).path("sceneId").asString(""),
        entry.path("operation").path("name").asString(""));
  }

  private synchronized Map<String, ?> take(Call call) {
    boolean refused = call.body().toString().contains(REFUSED);
    Scene scene =
        scenes.computeIfAbsent(
            call.sceneId(), id -> new Scene("operation-" + submits.size(), refused));
    mostActive.accumulateAndGet(active.incrementAndGet(), Math::max);
    return entry(call.sceneId(), scene, "PENDING", Map.of());
  }

  private synchronized Map<String, ?> tell(Call call) {
    Scene scene = scenes.get(call.sceneId());
    if (scene == null
        || !(call.operation().isEmpty() || call.operation().equals(scene.operation))) {
      return Map.of("operations", List.of());
    }
    scene.polls++;
    if (scene.refused) {
      end(scene);
      return entry(
          call.sceneId(),
          scene,
          "FAILED",
          Map.of("error", Map.of("code", 3, "message", "The prompt violates a policy")));
    }
    if (held || scene.polls < pollsUntilDone || call.operation().isEmpty()) {
      return entry(call.sceneId(), scene, "ACTIVE", Map.of());
    }
    end(scene);
    return entry(call.sceneId(), scene, "SUCCESSFUL", files());
  }

  private void end(Scene scene) {
    if (!scene.over) {
      scene.over = true;
      active.decrementAndGet();
    }
  }

  private Map<String, ?> files() {
    return Map.of(
        "metadata",
        Map.of(
            "video",
            Map.of(
                "fifeUrl", url() + "/files/video?signature=x",
                "servingBaseUri", url() + "/files/thumbnail")));
  }

  private static Map<String, ?> entry(
      String sceneId, Scene scene, String status, Map<String, ?> more) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("name", scene.operation);
    operation.putAll(more);
    return Map.of(
        "operations",
        List.of(
            Map.of(
                "operation",
                operation,
                "sceneId",
                sceneId,
                "status",
                "MEDIA_GENERATION_STATUS_" + status)));
  }

  private void sendFile(HttpExchange exchange) throws IOException {
    downloads.incrementAndGet();
    beforeFiles.run();
    boolean video = exchange.getRequestURI().getPath().endsWith("video");
    try (exchange;
        InputStream file =
            Objects.requireNonNull(
                FlowStandIn.class.getResourceAsStream(
                    video ? "/videos/small.mp4" : "/videos/small.jpg"))) {
      byte[] bytes = file.readAllBytes();
      // Such services call everything a stream.
      exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
      afterFiles.run();
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
