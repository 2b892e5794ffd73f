package dev.atelier.posters;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Stands in for Topmate's profile API: knows everybody, and remembers who was asked for. */
final class TopmateServer implements AutoCloseable {

  private final HttpServer server;
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final Queue<String> answered = new ConcurrentLinkedQueue<>();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private volatile Function<String, Duration> delay = name -> Duration.ZERO;

  TopmateServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/fetchByUsername/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The names that were asked for, in order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** The names that were answered, in order. */
  List<String> answered() {
    return List.copyOf(answered);
  }

  /** How many were asked for at once, at most. */
  int mostAtOnce() {
    return mostAtOnce.get();
  }

  /** Takes its time for each name. */
  void delay(Function<String, Duration> delay) {
    this.delay = delay;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String query = exchange.getRequestURI().getRawQuery();
      String name =
          URLDecoder.decode(query.substring("username=".length()), StandardCharsets.UTF_8);
      asked.add(name);
      mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
      pause(name);
      byte[] answer =
          "{\"user_id\": %d, \"username\": \"%s\", \"display_name\": \"Name of %s\"}"
              .formatted(1_000_000 + Math.abs(name.hashCode()), name, name)
              .getBytes(StandardCharsets.UTF_8);
      atOnce.decrementAndGet();
      answered.add(name);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private void pause(String name) {
    try {
      Thread.sleep(delay.apply(name));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
