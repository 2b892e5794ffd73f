package dev.atelier.posters;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands in for Topmate's Django API: takes videos and share content over HTTP, keeps what it took
 * by external id, and remembers every call.
 */
final class DjangoServer implements AutoCloseable {

  static final String VIDEO = "/api/create-video/";
  static final String SHARE = "/api/creatomate-webhook/";

  private final JsonMapper json = new JsonMapper();
  private final HttpServer server;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final Map<String, JsonNode> videos = new ConcurrentHashMap<>();
  private final Map<String, JsonNode> shares = new ConcurrentHashMap<>();
  private final AtomicInteger active = new AtomicInteger();
  private final AtomicInteger mostActive = new AtomicInteger();
  private volatile Function<Call, @Nullable Fault> faults = call -> null;

  DjangoServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** A call as it came, with its number from 1. */
  record Call(int number, String path, JsonNode body, String idempotencyKey) {

    String externalId() {
      return body.path(path.equals(VIDEO) ? "external_id" : "id").asString();
    }
  }

  /**
   * What goes wrong with a call.
   *
   * @param taken whether the call has its effect all the same
   * @param millis how long the answer takes
   */
  record Fault(int status, String body, boolean taken, long millis, Map<String, String> headers) {

    static Fault status(int status, String body) {
      return new Fault(status, body, false, 0, Map.of());
    }

    static Fault slow(long millis) {
      return new Fault(201, "{}", true, millis, Map.of());
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/";
  }

  void reset() {
    faults = call -> null;
    calls.clear();
    videos.clear();
    shares.clear();
    mostActive.set(0);
  }

  void failWith(Function<Call, @Nullable Fault> plan) {
    faults = plan;
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  List<Call> calls(String path) {
    return calls.stream().filter(call -> call.path().equals(path)).toList();
  }

  Map<String, JsonNode> videos() {
    return videos;
  }

  Map<String, JsonNode> shares() {
    return shares;
  }

  int mostActive() {
    return mostActive.get();
  }

  private final AtomicInteger numbers = new AtomicInteger();

  private void handle(HttpExchange exchange) throws IOException {
    mostActive.accumulateAndGet(active.incrementAndGet(), Math::max);
    try (exchange) {
      JsonNode body = json.readTree(exchange.getRequestBody().readAllBytes());
      String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
      Call call =
          new Call(
              numbers.incrementAndGet(),
              exchange.getRequestURI().getPath(),
              body,
              key == null ? "" : key);
      calls.add(call);
      Fault fault = faults.apply(call);
      if (fault == null || fault.taken()) {
        (call.path().equals(VIDEO) ? videos : shares).putIfAbsent(call.externalId(), body);
      }
      if (fault != null) {
        Thread.sleep(fault.millis());
        fault.headers().forEach(exchange.getResponseHeaders()::set);
      }
      byte[] answer =
          (fault == null ? "{\"ok\": true}" : fault.body()).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(fault == null ? 201 : fault.status(), answer.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      active.decrementAndGet();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
