package dev.atelier.providers.gcs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A bucket of Cloud Storage on this machine, by its JSON API as far as objects are put, described,
 * read in ranges, listed and removed. Thread-safe.
 */
final class CloudStorageBucket implements AutoCloseable {

  static final String NAME = "media-bucket";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private final Map<String, Stored> objects = new ConcurrentHashMap<>();
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong();
  private volatile int refusal;

  private record Stored(byte[] bytes, String type, long generation) {}

  private record Upload(String name, String type, ByteArrayOutputStream bytes) {}

  private CloudStorageBucket(HttpServer server) {
    this.server = server;
  }

  static CloudStorageBucket start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      CloudStorageBucket bucket = new CloudStorageBucket(server);
      server.createContext("/", bucket::answer);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return bucket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers everything with this status; 0 for none. */
  void refuse(int status) {
    refusal = status;
  }

  /** Names of all objects. */
  List<String> names() {
    return List.copyOf(new TreeMap<>(objects).keySet());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      // Small objects come packed.
      boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      InputStream sent = exchange.getRequestBody();
      byte[] body = (packed ? new GZIPInputStream(sent) : sent).readAllBytes();
      String path = exchange.getRequestURI().getRawPath();
      Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
      if (refusal != 0) {
        send(exchange, refusal, error(refusal));
      } else if (path.contains("/upload/")) {
        upload(exchange, query, body);
      } else if (path.endsWith("/o")) {
        send(exchange, 200, JSON.writeValueAsBytes(Map.of("kind", "storage#objects")));
      } else {
        object(exchange, name(path), query);
      }
    } catch (RuntimeException e) {
      throw new IllegalStateException(exchange.getRequestURI() + " cannot be answered", e);
    }
  }

  private static String name(String path) {
    return URLDecoder.decode(path.substring(path.indexOf("/o/") + 3), StandardCharsets.UTF_8);
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : (raw == null ? "" : raw).split("&")) {
      int at = pair.indexOf('=');
      if (at > 0) {
        query.put(
            pair.substring(0, at),
            URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private void upload(HttpExchange exchange, Map<String, String> query, byte[] body)
      throws IOException {
    String id = query.get("upload_id");
    if (id == null) {
      if ("multipart".equals(query.get("uploadType"))) {
        multipart(exchange, query, body);
      } else {
        begin(exchange, query, body);
      }
      return;
    }
    Upload upload = java.util.Objects.requireNonNull(uploads.get(id));
    upload.bytes().write(body);
    String range = exchange.getRequestHeaders().getFirst("Content-Range");
    // "bytes */*" ends an upload of nothing.
    if (range != null && range.endsWith("/*") && !range.equals("bytes */*")) {
      exchange.getResponseHeaders().set("Range", "bytes=0-" + (upload.bytes().size() - 1));
      exchange.sendResponseHeaders(308, -1);
      return;
    }
    keep(exchange, upload.name(), upload.type(), upload.bytes().toByteArray());
  }

  private void begin(HttpExchange exchange, Map<String, String> query, byte[] body)
      throws IOException {
    JsonNode info = JSON.readTree(body);
    String id = "u" + ids.incrementAndGet();
    uploads.put(
        id,
        new Upload(
            info.path("name").asString(query.getOrDefault("name", "")),
            info.path("contentType").asString(""),
            new ByteArrayOutputStream()));
    exchange
        .getResponseHeaders()
        .set("Location", url() + "/upload/storage/v1/b/" + NAME + "/o?upload_id=" + id);
    exchange.sendResponseHeaders(200, -1);
  }

  private void multipart(HttpExchange exchange, Map<String, String> query, byte[] body)
      throws IOException {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    String boundary = text.substring(0, text.indexOf("\r\n"));
    String[] parts = text.split(java.util.regex.Pattern.quote(boundary));
    JsonNode info = JSON.readTree(parts[1].substring(parts[1].indexOf("\r\n\r\n")).strip());
    String content = parts[2].substring(parts[2].indexOf("\r\n\r\n") + 4);
    keep(
        exchange,
        info.path("name").asString(""),
        info.path("contentType").asString(""),
        content.substring(0, content.length() - 2).getBytes(StandardCharsets.ISO_8859_1));
  }

  private void keep(HttpExchange exchange, String name, String type, byte[] bytes)
      throws IOException {
    Stored stored = new Stored(bytes, type, ids.incrementAndGet());
    objects.put(name, stored);
    send(exchange, 200, description(name, stored));
  }

  private void object(HttpExchange exchange, String name, Map<String, String> query)
      throws IOException {
    Stored stored = objects.get(name);
    if (stored == null) {
      send(exchange, 404, error(404));
    } else if (exchange.getRequestMethod().equals("DELETE")) {
      objects.remove(name);
      exchange.sendResponseHeaders(204, -1);
    } else if ("media".equals(query.get("alt"))) {
      media(exchange, stored);
    } else {
      send(exchange, 200, description(name, stored));
    }
  }

  private static void media(HttpExchange exchange, Stored stored) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = 0;
    int to = stored.bytes().length;
    if (range != null) {
      String[] ends = range.replace("bytes=", "").split("-", 2);
      from = Integer.parseInt(ends[0]);
      to = ends[1].isEmpty() ? to : (int) Math.min(to, Long.parseLong(ends[1]) + 1);
      if (from >= stored.bytes().length) {
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, stored.bytes().length));
    }
    exchange.getResponseHeaders().set("x-goog-generation", Long.toString(stored.generation()));
    byte[] part = Arrays.copyOfRange(stored.bytes(), from, to);
    exchange.sendResponseHeaders(range == null ? 200 : 206, part.length == 0 ? -1 : part.length);
    exchange.getResponseBody().write(part);
  }

  private static byte[] description(String name, Stored stored) {
    CRC32C sum = new CRC32C();
    sum.update(stored.bytes());
    byte[] four = java.nio.ByteBuffer.allocate(4).putInt((int) sum.getValue()).array();
    return JSON.writeValueAsBytes(
        Map.of(
            "kind", "storage#object",
            "bucket", NAME,
            "name", name,
            "generation", Long.toString(stored.generation()),
            "contentType", stored.type(),
            "crc32c", Base64.getEncoder().encodeToString(four),
            "size", Integer.toString(stored.bytes().length)));
  }

  private static byte[] error(int status) {
    return JSON.writeValueAsBytes(
        Map.of("error", Map.of("code", status, "message", "told to refuse")));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
