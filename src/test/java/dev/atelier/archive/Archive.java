package dev.atelier.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Drives the archive over HTTP, and looks at what it left on the disk. */
final class Archive {

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();
  private final String base;

  Archive(int port) {
    this.base = "http://127.0.0.1:" + port;
  }

  record Answer(int status, JsonNode body, HttpResponse<byte[]> raw) {}

  Answer get(String path, String... headers) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).GET(), headers);
  }

  Answer post(String path, @Nullable String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    return body == null
        ? send(request.POST(HttpRequest.BodyPublishers.noBody()))
        : send(
            request.POST(HttpRequest.BodyPublishers.ofString(body)),
            "Content-Type",
            "application/json");
  }

  Answer put(String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .PUT(HttpRequest.BodyPublishers.ofString(body)),
        "Content-Type",
        "application/json");
  }

  private Answer send(HttpRequest.Builder request, String... headers) {
    try {
      HttpRequest built =
          (headers.length == 0 ? request : request.headers(headers))
              .timeout(Duration.ofSeconds(60))
              .build();
      HttpResponse<byte[]> answer = http.send(built, BodyHandlers.ofByteArray());
      String text = new String(answer.body(), StandardCharsets.UTF_8);
      JsonNode body =
          text.startsWith("{")
                  && answer.headers().firstValue("Content-Type").orElse("").contains("json")
                  && !answer.headers().firstValue("Content-Type").orElse("").contains("jsonl")
                  && !answer.headers().firstValue("Content-Type").orElse("").contains("ndjson")
              ? json.readTree(text)
              : json.createObjectNode();
      return new Answer(answer.statusCode(), body, answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs over everybody, until the end; what the older wire says then. */
  JsonNode runAll() {
    assertThat(post("/batch-process-users", null).body().path("message").asString())
        .isEqualTo("Batch processing started");
    return awaitEnd();
  }

  JsonNode awaitEnd() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !status().path("status").asString().equals("processing"));
    return results();
  }

  /** Starts a run by the newer wire; its id. */
  String start(String order) {
    Answer answer = post("/api/archive/runs", order);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    return answer.body().path("id").asString();
  }

  JsonNode run(String id) {
    return get("/api/archive/runs/" + id).body();
  }

  JsonNode newestRun() {
    return get("/api/archive/runs?limit=1").body().path("runs").path(0);
  }

  JsonNode awaitRun(String id) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !run(id).path("state").asString().equals("processing"));
    return run(id);
  }

  JsonNode status() {
    return get("/batch-process-status").body();
  }

  JsonNode results() {
    return get("/batch-process-results").body();
  }

  JsonNode user(JsonNode results, String email) {
    for (JsonNode user : results.path("user_results")) {
      if (user.path("user_email").asString().equals(email)) {
        return user;
      }
    }
    throw new AssertionError("No results of " + email + " in " + results);
  }

  JsonNode findings(String run) {
    return get("/api/archive/runs/%s/findings?limit=500".formatted(run)).body();
  }

  /** Every file below a folder, but for the archive's own, with its SHA-256. */
  static Map<String, String> tree(Path root) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        String name = root.relativize(file).toString();
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !name.startsWith(".atelier")) {
          tree.put(name, new DigestUtils(DigestUtils.getSha256Digest()).digestAsHex(file));
        }
      }
    }
    return tree;
  }

  static String sha256(byte[] bytes) {
    return DigestUtils.sha256Hex(bytes);
  }
}
