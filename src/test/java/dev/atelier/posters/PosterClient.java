package dev.atelier.posters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Drives the poster studio over HTTP, as its page and its older clients do. */
final class PosterClient {

  static final String SIMPLE_TEMPLATE =
      """
      <div style="width:100%;height:100%;background:#123456;color:#fff;font:48px Inter">
      <hr>{display_name}</div>
      """;

  private static final String BOUNDARY = "----atelier-test-boundary";

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();
  private final JsonMapper json = new JsonMapper();
  private final String base;

  private final Map<String, String> headers;

  PosterClient(int port) {
    this(port, Map.of());
  }

  /** A client whose every request carries these headers. */
  PosterClient(int port, Map<String, String> headers) {
    this.base = "http://127.0.0.1:" + port;
    this.headers = headers;
  }

  /** An answer with its body read as JSON, or as an empty object where it has none. */
  record Answer(int status, JsonNode body, HttpResponse<byte[]> raw) {}

  Answer get(String path) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
  }

  Answer delete(String path) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).DELETE());
  }

  Answer post(String path) {
    return send(
        HttpRequest.newBuilder(URI.create(base + path)).POST(HttpRequest.BodyPublishers.noBody()));
  }

  Answer postJson(String path, Object body) {
    return postJsonText(path, json.writeValueAsString(body));
  }

  Answer postJsonText(String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<InputStream> open(String path, Map<String, String> headers) {
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
      headers.forEach(request::header);
      return http.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An upload of a file with form fields. */
  Answer upload(String path, byte[] csv, Map<String, String> fields) {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(multipart(csv, fields))));
  }

  /** A form without a file. */
  Answer postForm(String path, Map<String, String> fields) {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofByteArray(parts(fields))));
  }

  /** Starts a run of the file with the simple template at 200 × 200 pixels. */
  Answer start(String csv) {
    return start(csv, SIMPLE_TEMPLATE);
  }

  Answer start(String csv, String template) {
    return upload("/api/posters/runs", csv.getBytes(UTF_8), smallRun(template));
  }

  static Map<String, String> smallRun(String template) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("name", "Autumn speakers");
    fields.put("template", template);
    fields.put("size", "custom");
    fields.put("width", "200");
    fields.put("height", "200");
    return fields;
  }

  /** Waits until the run has ended, and returns it. */
  JsonNode awaitEnd(String id) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              Answer answer = get("/api/posters/runs/" + id);
              assertThat(answer.status()).as("run '%s'", id).isEqualTo(200);
              return answer.body();
            },
            run -> !run.path("endedAt").isNull() && !run.path("endedAt").isMissingNode());
  }

  private Answer send(HttpRequest.Builder request) {
    headers.forEach(request::header);
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

  private static byte[] multipart(byte[] csv, Map<String, String> fields) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        ("--%s\r\nContent-Disposition: form-data; name=\"csv\"; filename=\"people.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n")
            .formatted(BOUNDARY)
            .getBytes(UTF_8));
    bytes.writeBytes(csv);
    bytes.writeBytes(parts(fields));
    return bytes.toByteArray();
  }

  private static byte[] parts(Map<String, String> fields) {
    var bytes = new ByteArrayOutputStream();
    fields.forEach((name, value) ->
        bytes.writeBytes(
            "\r\n--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s"
                .formatted(BOUNDARY, name, value)
                .getBytes(UTF_8)));
    bytes.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(UTF_8));
    return bytes.toByteArray();
  }
}
