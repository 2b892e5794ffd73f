package dev.atelier.providers.openai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks OpenAI's API on this machine: chat completions and image generation with its answers, its
 * errors and, where told so, its slowness. Keeps a log of every call. Thread-safe.
 */
public final class OpenAiStandIn implements AutoCloseable {

  /** What the API refuses. */
  public static final String REFUSED = "nobody may";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String PICTURE = picture();
  private static final Duration NEVER = Duration.ofDays(1);

  private final HttpServer server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Map<Long, Long> answered = new ConcurrentHashMap<>();
  private final AtomicLong arrivals = new AtomicLong();
  private final Set<String> unknownModels = ConcurrentHashMap.newKeySet();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger mostRunning = new AtomicInteger();
  private volatile Duration captionTime = Duration.ZERO;
  private volatile Duration imageTime = Duration.ZERO;
  private volatile boolean links;
  private volatile Function<Call, @Nullable Trouble> trouble = call -> null;

  /** A call as it came. */
  public record Call(
      String path, @Nullable String key, @Nullable String idempotencyKey, JsonNode body) {

    /** The model asked for. */
    public String model() {
      return body.path("model").asString();
    }
  }

  /** An answer other than the good one. */
  public record Trouble(int status, Map<String, String> headers, String body) {

    /** An error as the API words it. */
    public static Trouble error(int status, String code, String message) {
      return new Trouble(
          status,
          Map.of(),
          JSON.writeValueAsString(
              Map.of("error", Map.of("message", message, "type", "error", "code", code))));
    }
  }

  private OpenAiStandIn(HttpServer server) {
    this.server = server;
  }

  /** Starts it on a free port. */
  public static OpenAiStandIn start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      OpenAiStandIn standIn = new OpenAiStandIn(server);
      server.createContext("/v1/chat/completions", exchange -> standIn.answer(exchange, true));
      server.createContext("/v1/images/generations", exchange -> standIn.answer(exchange, false));
      server.createContext("/picture.png", standIn::sendPicture);
      server.createContext("/page.png", OpenAiStandIn::sendPage);
      server.createContext("/endless.png", OpenAiStandIn::sendEndless);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return standIn;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For {@code OPENAI_BASE_URL}. */
  public String url() {
    return "http://127.0.0.1:" + port() + "/v1";
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Takes so long for each call. */
  public OpenAiStandIn takes(Duration caption, Duration image) {
    captionTime = caption;
    imageTime = image;
    return this;
  }

  /** Does not know these models. */
  public OpenAiStandIn forget(String... models) {
    unknownModels.addAll(List.of(models));
    return this;
  }

  /** Hands pictures out as links, as older models do. */
  public OpenAiStandIn withLinks() {
    links = true;
    return this;
  }

  /** Answers otherwise wherever the function has an answer. */
  public OpenAiStandIn trouble(Function<Call, @Nullable Trouble> answer) {
    trouble = answer;
    return this;
  }

  /** All calls so far, refused ones too. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The most calls that were answered at one time. */
  public int mostAtOnce() {
    return mostRunning.get();
  }

  /**
   * The calls that were not answered yet so long ago: whoever died now may have lost their answers.
   */
  public int unansweredSince(Duration ago) {
    long since = System.nanoTime() - ago.toNanos();
    return (int) answered.values().stream().filter(end -> end - since > 0).count();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange, boolean caption) throws IOException {
    int now = running.incrementAndGet();
    mostRunning.accumulateAndGet(now, Math::max);
    long arrival = arrivals.incrementAndGet();
    answered.put(arrival, System.nanoTime() + NEVER.toNanos());
    try (exchange) {
      Call call =
          new Call(
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders().getFirst("Authorization"),
              exchange.getRequestHeaders().getFirst("Idempotency-Key"),
              JSON.readTree(exchange.getRequestBody().readAllBytes()));
      calls.add(call);
      Thread.sleep(caption ? captionTime : imageTime);
      Trouble other = refusal(call);
      if (other != null) {
        other.headers().forEach(exchange.getResponseHeaders()::set);
        send(exchange, other.status(), other.body());
      } else {
        send(exchange, 200, JSON.writeValueAsString(caption ? caption(call, arrival) : image()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      running.decrementAndGet();
      answered.put(arrival, System.nanoTime());
    }
  }

  private @Nullable Trouble refusal(Call call) {
    if (unknownModels.contains(call.model())) {
      return Trouble.error(
          404, "model_not_found", "The model `" + call.model() + "` does not exist");
    }
    if (call.body().toString().contains(REFUSED)) {
      return Trouble.error(
          400, "content_policy_violation", "Your request was rejected by the safety system.");
    }
    return trouble.apply(call);
  }

  /** No two captions are alike. */
  private static Map<String, ?> caption(Call call, long number) {
    return Map.of(
        "id",
        "chatcmpl-" + number,
        "object",
        "chat.completion",
        "created",
        1_763_000_000,
        "model",
        call.model(),
        "choices",
        List.of(
            Map.of(
                "index",
                0,
                "finish_reason",
                "stop",
                "message",
                Map.of(
                    "role",
                    "assistant",
                    "content",
                    "  Caption %d %s #brand  "
                        .formatted(number, Long.toHexString(number * 7_919))))),
        "usage",
        Map.of(
            "prompt_tokens", 120,
            "completion_tokens", 60,
            "total_tokens", 180,
            "prompt_tokens_details", Map.of("cached_tokens", 20)));
  }

  private Map<String, ?> image() {
    Map<String, String> picture =
        links
            ? Map.of("url", "http://127.0.0.1:" + port() + "/picture.png")
            : Map.of("b64_json", PICTURE);
    return Map.of(
        "created", 1_763_000_000,
        "data", List.of(picture),
        "usage",
            Map.of(
                "input_tokens", 50,
                "output_tokens", 272,
                "total_tokens", 322,
                "input_tokens_details", Map.of("text_tokens", 50, "image_tokens", 0)));
  }

  private static void sendPage(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, 200, "<html><body>");
    }
  }

  /** What begins like a picture and does not end, but for 200 MB. */
  private static void sendEndless(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "image/png");
      exchange.sendResponseHeaders(200, 0);
      byte[] piece = new byte[1 << 20];
      System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, 0, piece, 0, 8);
      for (int megabyte = 0; megabyte < 200; megabyte++) {
        exchange.getResponseBody().write(piece);
      }
    }
  }

  private void sendPicture(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] bytes = Base64.getDecoder().decode(PICTURE);
      exchange.getResponseHeaders().set("Content-Type", "image/png");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String picture() {
    BufferedImage image = new BufferedImage(1024, 1024, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(0x336699));
    graphics.fillRect(0, 0, 1024, 1024);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
