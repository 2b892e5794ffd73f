package dev.atelier.posters.library;

import dev.atelier.TestCallers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Drives the library over HTTP, as its page and its older clients do. */
final class LibraryClient {

  private static final String BOUNDARY = "----atelier-test-boundary";

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();
  private final JsonMapper json = new JsonMapper();
  private final String base;
  private final @Nullable UUID caller;

  LibraryClient(int port) {
    this(port, null);
  }

  /**
   * @param caller whom {@link TestCallers} take this client for
   */
  LibraryClient(int port, @Nullable UUID caller) {
    this.base = "http://127.0.0.1:" + port;
    this.caller = caller;
  }

  /** An answer with its body read as JSON, or as an empty object where it has none. */
  record Answer(int status, JsonNode body, HttpResponse<byte[]> raw) {}

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  Answer post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  Answer postJson(String path, Object body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.writeValueAsString(body))));
  }

  Answer putJson(String path, Object body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json.writeValueAsString(body))));
  }

  /** Adds a version to a section. */
  Answer upload(String section, String name, String html, boolean active) {
    return postJson(
        "/api/templates/upload",
        Map.of(
            "section", section,
            "name", name,
            "html_content", html,
            "css_content", "",
            "set_as_active", active));
  }

  /** A form with one file. */
  Answer form(String path, String part, String file, byte[] bytes, Map<String, String> fields) {
    var body = new ByteArrayOutputStream();
    body.writeBytes(
        text(
            "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n",
            BOUNDARY, part, file));
    body.writeBytes(bytes);
    fields.forEach((name, value) ->
        body.writeBytes(
            text(
                "\r\n--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s",
                BOUNDARY, name, value)));
    body.writeBytes(text("\r\n--%s--\r\n", BOUNDARY));
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  /** Starts a run of one row, waits until it has ended, and returns its only poster. */
  JsonNode poster(String csv, Map<String, String> fields) {
    Answer started =
        form(
            "/api/posters/runs", "csv", "people.csv", csv.getBytes(StandardCharsets.UTF_8), fields);
    if (started.status() != 202) {
      throw new AssertionError(started.body().toString());
    }
    String run = "/api/posters/runs/" + started.body().path("id").asString();
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> !get(run).body().path("endedAt").isNull());
    return get(run + "/posters").body().path("posters").path(0);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base).resolve(path));
    return caller == null ? request : request.header(TestCallers.HEADER, caller.toString());
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      String type = response.headers().firstValue("Content-Type").orElse("");
      JsonNode body =
          type.contains("json") ? json.readTree(response.body()) : json.createObjectNode();
      return new Answer(response.statusCode(), body, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] text(String format, Object... values) {
    return format.formatted(values).getBytes(StandardCharsets.UTF_8);
  }
}
